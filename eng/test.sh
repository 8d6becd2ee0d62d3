#!/usr/bin/env bash
# Installs what tests need where it is missing, builds everything, runs every test project.
# The last line is "N passed, N failed", with ", N skipped" where some were; the exit code is 0 only if tests ran and none failed.
#
# Release: it takes no longer to build than Debug, and what is tested is what is shipped.
#
#   eng/test.sh                      all of it
#   FAILED_BEFORE=1 eng/test.sh      counts failures of checks made before
#   TEST_SECONDS=300 eng/test.sh     how long one test project may take
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-${HOME:-/tmp}}"
configuration=Release
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=${FAILED_BEFORE:-0} skipped=0 ran=0

say() { printf '%s\n' "== $*"; }

finish() {
    if ((ran == 0)); then
        say "No test ran."
        ((failed > 0)) || failed=1
    fi

    printf '%d passed, %d failed' "$passed" "$failed"
    ((skipped == 0)) || printf ', %d skipped' "$skipped"
    printf '\n'
    ((failed == 0))
    exit
}

# What is absent makes the tests that need it skip, so a failure here is told and passed over.
install_packages() {
    local needed=(libsodium23 openssh-client softhsm2 opensc gnupg gpgv faketime strace git openssl chromium) missing=() root=()
    command -v apt-get dpkg-query >/dev/null || return 0
    for package in "${needed[@]}"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done

    ((${#missing[@]} > 0)) || return 0
    if (($(id -u) != 0)); then
        sudo -n true 2>/dev/null || { say "Not installed: ${missing[*]}. Their tests are skipped."; return 0; }
        root=(sudo -n)
    fi

    say "Installing ${missing[*]}"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null >"$results/apt" 2>&1
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends "${missing[@]}" </dev/null >>"$results/apt" 2>&1 && return 0
    tail -n 5 "$results/apt"
    say "Could not install ${missing[*]}. Tests of what is absent are skipped."
}

install_node_modules() {
    command -v npm >/dev/null || { say "There is no npm. Tests with Node.js are skipped."; return 0; }
    while IFS= read -r lock; do
        local folder
        folder=$(dirname "$lock")
        # npm leaves its own copy of the lock behind; newer than ours means there is nothing to do.
        [[ $folder/node_modules/.package-lock.json -nt $lock ]] && continue
        say "npm ci in $folder"
        npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >"$results/npm" 2>&1 || {
            tail -n 5 "$results/npm"
            say "npm ci failed in $folder."
            failed=$((failed + 1))
        }
    done < <(find tests -name node_modules -prune -o -name package-lock.json -print | sort)
}

build() {
    say "Building"
    dotnet msbuild Playground.sln -restore -m -p:Configuration="$configuration" -warnaserror -nologo -v:quiet </dev/null && return 0
    say "The build failed."
    failed=$((failed + 1))
    return 1
}

# The counts of one project, as the runner wrote them: the attribute of the only <assembly> element.
count_of() { grep -o '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9][0-9]*' | head -n 1; }

run_project() {
    local name=$1 file code=0 began=$SECONDS
    local tests="tests/$name/bin/$configuration/net10.0/$name"
    file="$results/$name.xml"
    timeout --kill-after=10 "${TEST_SECONDS:-900}" \
        "$tests" -noLogo -noColor -noAutoReporters -reporter quiet -xml "$file" </dev/null >"$results/$name.log" 2>&1 || code=$?
    grep -vE '^Ok, passed [0-9]+ tests?\.$|^[[:space:]]*$' "$results/$name.log"

    local p f s e
    p=$(count_of passed "$file" 2>/dev/null) f=$(count_of failed "$file" 2>/dev/null)
    s=$(count_of skipped "$file" 2>/dev/null) e=$(count_of errors "$file" 2>/dev/null)
    if [[ -z $p || -z $f || -z $s || -z $e ]]; then
        say "$name ended with exit code $code and left no results."
        failed=$((failed + 1))
        return
    fi

    f=$((f + e))
    ((code == 0 || f > 0)) || { say "$name ended with exit code $code."; f=1; }
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s)) ran=$((ran + p + f))
    say "$name: $p passed, $f failed, $s skipped in $((SECONDS - began)) s"
}

install_packages
install_node_modules
build || finish
for project in $(grep -l '"xunit.v3"' tests/*/*.csproj); do
    run_project "$(basename "$project" .csproj)"
done

finish
