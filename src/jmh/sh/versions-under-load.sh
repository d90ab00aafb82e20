#!/usr/bin/env bash
# What changes of the deployment cost: 1,000 switches between resident versions and 100 loads and retirements under load.
#
#   ./mvnw package -DskipTests && bash src/jmh/sh/versions-under-load.sh [RATE [SECONDS]]
#
# Prints machine, commit and command, then for each part the replay's figures of `generated` answers and failures, and the resident
# memory of the service after it; at the end how they stand to the goals. The parts without changes come before and after each with.
# PARTS=switches or PARTS=loads does one of the two.
set -euo pipefail
cd "$(dirname "$0")/../../.."
RATE=${1:-30} SECONDS_EACH=${2:-120} PARTS=${PARTS:-switches loads}
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
import json, os, sys
report = json.load(open(sys.argv[1]))
made = report["latencyByOutcome"].get("generated", {})
with open(os.path.dirname(sys.argv[1]) + "/parts", "a") as parts:
    bad = sum(report["failures"].values()) + sum(n for status, n in report["statuses"].items() if status != "200")
    parts.write("%s %d %f %s\n" % (sys.argv[2], bad, made.get("p99Millis", 0), sys.argv[3]))
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

switches() { # so many, evenly over the seconds that the replay measures, which begin when it has started and warmed up
  python3 - "$1" "$2" "http://127.0.0.1:$ADMIN/actuator/deployment" "$TOKEN" <<'PY'
import json, sys, time, urllib.request
count, seconds, url, token = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4]
start = time.time() + 7
for i in range(count):
    time.sleep(max(0, start + i * seconds / count - time.time()))
    body = json.dumps({"activate": ("one", "two")[i % 2]}).encode()
    urllib.request.urlopen(urllib.request.Request(
        url, body, {"Content-Type": "application/json", "Authorization": "Bearer " + token}))
print("%d switches in %.1f s" % (count, time.time() - start))
PY
}
cycles() { # until told to stop, which ends the one that is under way
  rm -f "$WORK/stop"
  until [ -e "$WORK/stop" ]; do
    mv "$WORK/spare/passing" "$WORK/models/passing"
    post versions/passing '{"action":"load"}'
    post versions/passing '{"action":"retire"}'
    mv "$WORK/models/passing" "$WORK/spare/passing"
    echo >> "$WORK/cycles"
  done
}
beside_cycles() { # name; how many there were in all is in $WORK/cycles
  cycles & CHANGES=$!
  replay "$SECONDS_EACH" "$1"
  touch "$WORK/stop"; wait $CHANGES
}
: > "$WORK/cycles"
count() { wc -l < "$WORK/cycles"; }
# Memory settles over the first loads under load: they are the warm-up.
while [ "$(count)" -lt 40 ]; do beside_cycles warm-up > /dev/null; done
replay "$SECONDS_EACH" quiet
if [[ $PARTS == *switches* ]]; then
  for part in 1 2; do
    switches 500 "$SECONDS_EACH" & CHANGES=$!
    replay "$SECONDS_EACH" "500-switches-part-$part"; wait $CHANGES
    replay "$SECONDS_EACH" quiet
  done
fi
if [[ $PARTS == *loads* ]]; then
  : > "$WORK/cycles"
  while [ "$(count)" -lt 100 ]; do
    beside_cycles loads; echo "$(count) loads and retirements so far"
    replay "$SECONDS_EACH" quiet
  done
fi
python3 - "$WORK/parts" <<'PY'
import sys
parts = [line.split() for line in open(sys.argv[1]) if not line.startswith("warm-up")]
def p99(kind):
    values = [float(p99) for name, _, p99, _ in parts if kind in name]
    if not values or min(values) == 0:
        sys.exit("%s: a part without generated answers (expected: some in each)" % kind)
    return sum(values) / len(values)
def goal(text, value, most):
    print("%-60s %8.3f  goal %.3f  %s" % (text, value, most, "met" if value <= most else "MISSED"))
names = [name for name, _, _, _ in parts]
goal("requests that failed", sum(int(bad) for _, bad, _, _ in parts), 0)
if any("switches" in name for name in names):
    goal("p99 while switching, by quiet", p99("switches") / p99("quiet"), 1.2)
if "loads" in names:
    goal("p99 while versions come and go, by quiet", p99("loads") / p99("quiet"), 1.2)
    before = int(parts[names.index("loads") - 1][3])
    goal("resident after the hundred, by before", int(parts[-1][3]) / before, 1.02)
PY
