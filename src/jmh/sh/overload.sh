#!/usr/bin/env bash
# What overload costs those who are answered, and how fast the others hear of it.
#
#   ./mvnw package -DskipTests && bash src/jmh/sh/overload.sh [RATES...]
#
# The load generator gets the last core to itself, the service the others. One service, which is warmed up for a minute (WARM_UP seconds), then a
# replay a rate; rates alternate with the first one, which is to leave the machine unloaded. Prints machine, commit and command, then of each
# replay the answers by how they were made: their share, p50 and p99 in milliseconds from when each was due, in brackets what the service says
# of itself, which leaves out the load generator; of refusals the service's share within 5 ms; and how that stands to the goals.
#
# Refusals come where more are inside than onesug.crowd (48); this machine is out of time before. To see them:
#
#   SERVICE_ARGUMENTS=--onesug.crowd=4 bash src/jmh/sh/overload.sh 20 700
set -euo pipefail
cd "$(dirname "$0")/../../.."
[ $# -gt 0 ] && RATES=("$@") || RATES=(5 100 200 300 1000 3000)
SECONDS_EACH=${SECONDS_EACH:-60} PORT=${PORT:-18080} ADMIN=$((${PORT:-18080} + 1))
WORK=$(mktemp -d) LAST=$(($(nproc) - 1))
trap 'kill "$SERVICE" 2>/dev/null || true; rm -rf "$WORK"' EXIT

grep -m1 'model name' /proc/cpuinfo; git rev-parse --short HEAD; echo "cores $(nproc)"; echo "bash $0 $*" ${SERVICE_ARGUMENTS:+with $SERVICE_ARGUMENTS}
# shellcheck disable=SC2086 # several arguments
taskset -c "0-$((LAST - 1))" java -Xms256m -Xmx256m -XX:+UseSerialGC -XX:MaxMetaspaceSize=160m -Dai.djl.offline=true -jar target/onesug.jar --server.port=$PORT \
  --management.server.port=$ADMIN --onesug.cache.entries=0 --onesug.cache.prepared=0 ${SERVICE_ARGUMENTS:-} > "$WORK/service.log" 2>&1 &
SERVICE=$!
until curl -sf "http://127.0.0.1:$ADMIN/actuator/health/readiness" > /dev/null; do sleep 0.5; done

refused() { # how many were refused so far, and how many of them within 5 ms, as the service counts
  curl -s "http://127.0.0.1:$ADMIN/actuator/prometheus" | awk '/^http_server_requests_seconds_(bucket|count).*status="429".*uri="[^"]*"/ {
    if (/_count/) all += $2; else if (/le="0.005"/) soon += $2 } END { print all + 0, soon + 0 }'
}
replay() { # rate, seconds, unloaded or loaded
  local before; before=$(refused)
  [ "$3" = loaded ] || rm -f "$WORK/out.json.unloaded"
  taskset -c "$LAST" java -Xmx1g -jar target/onesug.jar replay --url "http://127.0.0.1:$PORT" --independent --known 0 --rate "$1" --seconds "$2" --warm-up 5 \
    --connections 256 --out "$WORK/out.json" > "$WORK/out.txt" || { cat "$WORK/out.txt"; return; }
  python3 - "$WORK/out.json" "$(curl -s "http://127.0.0.1:$ADMIN/actuator/prometheus" | awk '/^onesug_limit /{print $2}')" $before $(refused) "$3" <<'PY'
import json, os, sys
report = json.load(open(sys.argv[1]))
refused, soon = (int(float(after)) - int(float(before)) for before, after in zip(sys.argv[3:5], sys.argv[5:7]))
inside = report["insideByOutcome"]
due = report["due"]
print("%.0f/s due, limit %s:" % (report["duePerSecond"], sys.argv[2]),
      "; ".join("%s %.1f %% (%.0f/s) p50 %.1f p99 %.1f (%.1f, %.1f)" % (
          name, 100 * t["count"] / due, t["count"] / report["settings"]["seconds"], t["p50Millis"], t["p99Millis"],
          inside[name]["p50Millis"], inside[name]["p99Millis"])
                for name, t in report["latencyByOutcome"].items()),
      "; refused by the service's count %d, %.1f %% within 5 ms" % (refused, 100 * soon / refused) if refused else "",
      "; without an answer %s" % report["failures"] if report["failures"] else "")
made = report["latencyByOutcome"].get("generated")
unloaded = sys.argv[1] + ".unloaded"
if made is None:
    print("    nothing was generated: no comparison")
elif sys.argv[7] == "unloaded":
    json.dump(made, open(unloaded, "w"))
elif not os.path.exists(unloaded):
    print("    there is no unloaded replay to compare with")
else:
    def goal(text, value, met):
        print("    %-50s %8.2f  %s" % (text, value, "met" if met else "MISSED"))
    before = json.load(open(unloaded))
    ratio = made["p99Millis"] / before["p99Millis"]
    print("    %.1f times what is generated" % (report["duePerSecond"] * report["settings"]["seconds"] / made["count"]))
    goal("generated: p99 by unloaded p99 (goal 1.5)", ratio, ratio <= 1.5)
    for name, t in report["latencyByOutcome"].items():
        if name.startswith("degraded: overload"):
            goal(name + ": p99 ms (goal 10)", t["p99Millis"], t["p99Millis"] < 10)
    if refused:
        goal("refused: share within 5 ms (goal .99)", soon / refused, soon / refused >= 0.99)
PY
}
replay 60 "${WARM_UP:-60}" unloaded > /dev/null
for rate in "${RATES[@]:1}"; do
  replay "${RATES[0]}" "$SECONDS_EACH" unloaded
  replay "$rate" "$SECONDS_EACH" loaded
done
