#!/usr/bin/env bash
# Runs every command of docker/Dockerfile without an engine: each stage in a folder of its own, with
# this machine's system read-only in place of the base image (it needs a JDK 17 and bubblewrap), and
# then the image's own entry point as its own user on a read-only root, until its own health check
# passes and a suggestion comes back. A command that fails ends the check. Root, as an engine would:
#
#     sudo docker/check.sh
#
# docker/Dockerfile.gpu differs in its library, 2.5 GB, of which only the existence is checked.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "user: $(id -un) (expected: root)" >&2; exit 1; }
command -v bwrap > /dev/null || { echo "bwrap: absent (expected: the package bubblewrap)" >&2; exit 1; }

file=docker/Dockerfile
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
context=$work/context stage='' workdir=/ user=0
environment=() volumes=() health=() entry=()

# The build's context is what .dockerignore lets through, and of that what git would commit.
mkdir "$context"
sed -n 's/^!//p' $file.dockerignore \
    | xargs git ls-files --cached --others --exclude-standard -- \
    | xargs cp --parents -t "$context"

# In the stage's folder as its root; what follows are more of bubblewrap's options, then a command.
inside() {
    bwrap --bind "$stage" / --ro-bind /usr /usr --proc /proc --dev /dev --chdir "$workdir" \
        --die-with-parent "$@"
}

from() {
    stage=$work/${3:-image}
    workdir=/
    mkdir -p "$stage/tmp" "$stage/root" "$stage/usr/lib" "$stage/proc" "$stage/dev"
    ln -s usr/bin usr/lib usr/lib64 usr/sbin "$stage"
    cp -r /etc "$stage/etc"
    echo "== $1, here: this machine's own system, $(java -version 2>&1 | head -1)"
}

run() {
    # Only Maven needs a network; without it, no port can be taken.
    local command=$1 options=(--unshare-net)
    mkdir -p "$HOME/.m2"
    # The one kind of mount that there is: Maven's repository.
    while [[ $command == --mount=type=cache,target=* ]]; do
        local mount=${command%% *}
        options=(--bind "$HOME/.m2" "${mount##*target=}")
        command=${command#* }
    done
    inside "${options[@]}" sh -ec "$command"
}

copy() {
    local source=$context
    if [[ $1 == --from=* ]]; then
        source=$work/${1#--from=}
        shift
    fi
    local target=${*: -1}
    [[ $target == /* ]] || target=$workdir/$target
    mkdir -p "$stage$(dirname "$target.")"
    for path in "${@:1:$#-1}"; do
        # Of a folder an engine copies the content.
        if [ -d "$source/$path" ]; then
            mkdir -p "$stage$target" && cp -r "$source/$path/." "$stage$target"
        else
            cp "$source/$path" "$stage$target"
        fi
    done
}

# ["a", "b"] to words.
words() { local json=$1; json=${json#[}; eval "echo ${json%]}" | tr -d ','; }

instruction() {
    local name=$1 rest=$2
    echo "-- $name ${rest:0:110}"
    case $name in
        FROM) from $rest ;;
        WORKDIR) workdir=$rest && mkdir -p "$stage$workdir" ;;
        COPY) copy $rest ;;
        RUN) run "$rest" ;;
        USER) user=$rest ;;
        ENV) environment+=(--setenv "${rest%%=*}" "${rest#*=}") ;;
        VOLUME) volumes+=($rest) ;;
        EXPOSE) ;;
        HEALTHCHECK) health=($(words "${rest#*CMD }")) ;;
        ENTRYPOINT) entry=($(words "$rest")) ;;
        *) echo "$file: $name (expected: an instruction that this script knows)" >&2; exit 1 ;;
    esac
}

while IFS= read -r line <&9; do
    instruction "${line%% *}" "${line#* }"
done 9< <(sed -e '/^ *#/d' -e '/^ *$/d' $file | sed -e ':a' -e '/\\$/{N;s/ *\\\n */ /;ba' -e '}')

echo "== the image runs: ${entry[*]}"
writable=(--perms 1777 --tmpfs /tmp)
for volume in "${volumes[@]}"; do writable+=(--bind "$stage$volume" "$volume"); done
inside --remount-ro / "${writable[@]}" "${environment[@]}" --unshare-net --unshare-pid \
    setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs bash -c '
        health=$1; shift
        if touch /app/x 2> /dev/null; then echo "/app: writable (expected: read-only)"; exit 1; fi
        "$@" & service=$!
        until $health 2> /dev/null; do kill -0 $service || exit 1; sleep 1; done
        exec 3<> /dev/tcp/127.0.0.1/8080
        printf "GET /suggest?prefix=mou&limit=3 HTTP/1.0\r\nHost: x\r\n\r\n" >&3
        cat <&3 | tail -1 | tee /tmp/answer
        grep -q "\"text\":\"mou" /tmp/answer || { echo "(expected: suggestions)"; exit 1; }
        exec 4<> /dev/tcp/127.0.0.1/8081
        printf "GET /actuator/sbom/application HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" >&4
        grep -q CycloneDX <&4 || { echo "/actuator/sbom/application: (expected: the libraries in it)"; exit 1; }
        kill $service; wait $service || [ $? = 143 ]
    ' bash "${health[*]}" "${entry[@]}"

echo "== the library of docker/Dockerfile.gpu exists"
gpu() { ./mvnw -B -ntp -q -Pgpu help:evaluate -DforceStdout -Dexpression="pytorch-native.$1"; }
./mvnw -B -ntp -q dependency:get -Dtransitive=false \
    -Dartifact="ai.djl.pytorch:$(gpu artifact):$(gpu version):pom"
echo "checked: docker/Dockerfile"
