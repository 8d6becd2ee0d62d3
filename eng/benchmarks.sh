#!/usr/bin/env bash
# Measures every promise against its limit, and the same work beside another client (tuf-js), in one sitting. One table at the end.
# The exit code is 1 when a limit is broken. Without node and npm, or without a network to install the other client, it is left out.
#
#   eng/benchmarks.sh                limits and peer
#   eng/benchmarks.sh --filter '*'   BenchmarkDotNet, with its arguments
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=$(mktemp -d)
server=
trap 'exec 3>&-; [[ -z $server ]] || wait "$server"; rm -rf "$work"' EXIT

project=tests/Playground.Benchmarks
dotnet build -c Release -v quiet "$project" >"$work/build.log" || { cat "$work/build.log"; exit 1; }
benchmarks=$project/bin/Release/net10.0/Playground.Benchmarks
if (($# > 0)); then
    "$benchmarks" "$@"
    exit
fi

dotnet publish -c Release -v quiet -p:PublishProfile=Fast -o "$work/client" tests/Playground.Conformance >"$work/build.log" || { cat "$work/build.log"; exit 1; }
client=$work/client/playground-conformance
dotnet publish -c Release -v quiet -o "$work/least" "$project/peers/least-client" >"$work/build.log" || { cat "$work/build.log"; exit 1; }
for tool in Maintainer:playground Ci:playground-ci; do
    IFS=: read -r source name <<<"$tool"
    dotnet publish -c Release -v quiet -p:PublishProfile=Fast -o "$work/tools/$name" "src/Playground.$source" >"$work/build.log" || { cat "$work/build.log"; exit 1; }
done

"$benchmarks" limits "$client" "$work/least/least-client" "$work/tools" | tee "$work/limits"
code=${PIPESTATUS[0]}

peer=$project/peers
if ! command -v node npm >/dev/null || ! (cd "$peer" && npm ci --no-audit --no-fund --silent >"$work/npm.log" 2>&1); then
    echo "The peer is left out: node, npm or its packages are not there."
    exit "$code"
fi

# Less than in the limits: the time of the peer grows with the square of the entries, and 16,384 bins or 100,000 entries take it minutes.
entries=2000 bits=8 targets=20000
target=projects/project-001000/0.0.0/package.tar.gz
ours_load=$("$benchmarks" load "$work/targets.json" $entries)
peer_load=$(node "$peer/load.mjs" "$work/targets.json" "$work/targets.json.key" 3)

mkfifo "$work/in"
"$benchmarks" serve "$work/repository" $bits $targets <"$work/in" >"$work/url" &
server=$!
exec 3>"$work/in"
until [[ -s $work/url ]]; do
    kill -0 "$server" 2>/dev/null || { echo "The server ended."; exit 1; }
    sleep 0.2
done
url=$(<"$work/url")

ours() { printf '%s --metadata-dir %s --metadata-url %s --target-name %s --target-dir %s --target-base-url %s download' "$client" "$1" "$url" "$target" "$1" "$url"; }
fresh_ours() { printf 'rm -rf %s; %s --metadata-dir %s init %s' "$1" "$client" "$1" "$work/repository/trusted-root.json"; }
fresh_peer() { printf 'rm -rf %s; mkdir %s; cp %s %s/root.json' "$1" "$1" "$work/repository/trusted-root.json" "$1"; }
theirs() { printf 'node %s %s %s %s' "$peer/refresh.mjs" "$1" "$url" "$target"; }
sh -c "$(fresh_ours "$work/ours")" && sh -c "$(fresh_peer "$work/theirs")" && eval "$(ours "$work/ours")" && eval "$(theirs "$work/theirs")" || exit 1
mapfile -t ms < <("$benchmarks" times 11 \
    "$(fresh_ours "$work/cold") ;; $(ours "$work/cold")" "$(fresh_peer "$work/cold") ;; $(theirs "$work/cold")" \
    "$(ours "$work/ours")" "$(theirs "$work/theirs")")

echo
echo "limits"
grep -E '^(kept|BROKEN)' "$work/limits"
printf '\n%-58s %10s %10s\n' "beside tuf-js $(node -p "require('./$peer/package.json').dependencies['tuf-js']") on node $(node -v)" "here, ms" "there, ms"
printf '%-58s %10s %10s\n' \
    "load and verify $entries entries" "$ours_load" "$peer_load" \
    "process: refresh, look up and download, cold" "${ms[0]}" "${ms[1]}" \
    "process: refresh and look up, warm" "${ms[2]}" "${ms[3]}"
exit "$code"
