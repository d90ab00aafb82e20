#!/usr/bin/env bash
# What changes of the deployment cost: 1,000 switches between resident versions and 100 loads and retirements under load.
#
#   ./mvnw package -DskipTests && bash src/jmh/sh/versions-under-load.sh [RATE [SECONDS]]
#
# Prints machine, commit and command, then for each part the replay's figures of `generated` answers and failures, and the resident
# memory of the service before and after. The parts without changes come before and after those with.
set -euo pipefail
cd "$(dirname "$0")/../../.."
RATE=${1:-30} SECONDS_EACH=${2:-120}
PORT=${PORT:-18080} ADMIN=$((PORT + 1)) TOKEN=versions-under-load-needs-a-token
WORK=$(mktemp -d)
trap 'kill "$SERVICE" 2>/dev/null || true; rm -rf "$WORK"' EXIT

version() { # a copy of the demo version under another name
  cp -r models/demo "$WORK/$1/$2"
  sed -i "s/\"name\" : \"demo\"/\"name\" : \"$2\"/" "$WORK/$1/$2/bundle.json"
}
post() {
  curl -sS --fail-with-body -o /dev/null -X POST -H 'Content-Type: application/json' -H "Authorization: Bearer $TOKEN" \
    -d "$2" "http://127.0.0.1:$ADMIN/actuator/$1"
}
resident() { awk '/VmRSS/ {print $2}' "/proc/$SERVICE/status"; }
replay() {
  java -jar target/onesug.jar replay --url "http://127.0.0.1:$PORT" --independent --rate "$RATE" --seconds "$1" --warm-up 5 \
    --out "$WORK/$2.json" > "$WORK/$2.txt"
  python3 - "$WORK/$2.json" "$2" "$(resident)" <<'PY'
import json, sys
report = json.load(open(sys.argv[1]))
made = report["latencyByOutcome"].get("generated", {})
print("%-22s due %6d  status %s  failures %s  generated %6d  p50 %6.1f  p99 %6.1f ms  resident %d KB" % (
    sys.argv[2], report["due"], report["statuses"], report["failures"], made.get("count", 0), made.get("p50Millis", 0),
    made.get("p99Millis", 0), int(sys.argv[3])))
PY
}

mkdir -p "$WORK/models" "$WORK/spare"
version models one; version models two; version spare passing
grep -m1 'model name' /proc/cpuinfo; git rev-parse --short HEAD; echo "bash $0 $RATE $SECONDS_EACH"
# As in docker/Dockerfile: what large tensors leave is given back.
MALLOC_MMAP_THRESHOLD_=1048576 java -Xms256m -Xmx256m -XX:+UseSerialGC -XX:+AlwaysPreTouch -XX:MaxMetaspaceSize=160m -Dai.djl.offline=true -jar target/onesug.jar \
  --server.port=$PORT --management.server.port=$ADMIN --onesug.admin.token=$TOKEN --onesug.models="$WORK/models" \
  --onesug.poll=1h --onesug.cache.entries=0 --onesug.cache.prepared=0 > "$WORK/service.log" 2>&1 &
SERVICE=$!
until curl -sf "http://127.0.0.1:$ADMIN/actuator/health/readiness" > /dev/null; do sleep 0.5; done

switches() { # so many, evenly over the measured time
  for ((i = 0; i < $1; i++)); do
    post deployment "{\"activate\":\"$([ $((i % 2)) = 0 ] && echo one || echo two)\"}"
    sleep "$2"
  done
}
cycles() {
  for ((i = 0; i < $1; i++)); do
    mv "$WORK/spare/passing" "$WORK/models/passing"
    post versions/passing '{"action":"load"}'
    post versions/passing '{"action":"retire"}'
    mv "$WORK/models/passing" "$WORK/spare/passing"
  done
}
# Memory settles over the first loads under load: they are the warm-up.
(cycles 40; touch "$WORK/warm") & CHANGES=$!
until [ -e "$WORK/warm" ]; do replay "$SECONDS_EACH" warm-up > /dev/null; done
wait $CHANGES
replay "$SECONDS_EACH" quiet-1
switches 1000 "$(python3 -c "print($SECONDS_EACH / 1200)")" & CHANGES=$!
replay "$SECONDS_EACH" 1000-switches; wait $CHANGES
replay "$SECONDS_EACH" quiet-2
(cycles 100; touch "$WORK/cycles-done") & CHANGES=$!
part=0
until [ -e "$WORK/cycles-done" ]; do part=$((part + 1)); replay "$SECONDS_EACH" "100-loads-part-$part"; done
wait $CHANGES
replay "$SECONDS_EACH" quiet-3
