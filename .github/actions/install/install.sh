#!/usr/bin/env bash
# Builds tools from the commit that this action is pinned to, and puts them on the path of the steps that follow.
#
#   install.sh TOOL...    playground-ci, playget
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
folder=$RUNNER_TEMP/playground-tools
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

for tool in "$@"; do
    case $tool in
        playground-ci) project=Playground.Ci ;;
        playget) project=Playground.Downloader ;;
        *) echo "::error::There is no tool '$tool'."; exit 2 ;;
    esac

    [[ -x $folder/$tool/$tool ]] || dotnet publish "$root/src/$project" --configuration Release -p:PublishProfile=Fast --output "$folder/$tool" -verbosity:quiet
    echo "$folder/$tool" >>"$GITHUB_PATH"
done
