"""Measures the service's TorchScript program in plain PyTorch: parity, half precision, latency, throughput.

    ./mvnw -Pjmh -Djmh="--write target/programs --geometry S,B"
    python3 src/jmh/python/gpu.py target/programs/S target/programs/B

A folder is what that command wrote, or what `onesug export --program` did; where it has no model.safetensors, weights
are random (what a call costs does not hang on them), and where it has no calls.json, those of a sibling folder are
asked, with tokens that the vocabulary has. Needs torch, and safetensors for trained weights.
"""
import argparse
import json
import pathlib
import random
import statistics
import time

import torch

FIRST_TOKEN = 4
HYPOTHESES, STEPS, ALLOWED = 16, 12, 512


class Model:
    """A program with weights on a device."""

    def __init__(self, folder, device, precision):
        self.config = json.loads((folder / "config.json").read_text())
        self.device, self.name = device, f"{device} {precision}"
        program = "program-int8.pt" if precision == "int8" else "program-fp16.pt"
        self.module = torch.jit.load(str(folder / program))
        half = precision == "fp16" and device != "cpu"
        self.weights = [w.to(device, torch.float16 if half else torch.float32) for w in weights(folder)]
        if device == "cpu" and precision != "fp32":
            self.module.pack(self.weights)

    def begin(self, call):
        """Logits of all nodes of a batch of recorded calls; the host waits for them once."""
        result = self.module.begin(self.weights, *self.put(call))
        return result[0].cpu()

    def put(self, call):
        return [x.to(self.device, non_blocking=True) if isinstance(x, torch.Tensor) else x for x in call]


def weights(folder):
    parameters = json.loads((folder / "parameters.json").read_text())
    if (folder / "model.safetensors").exists():
        from safetensors.torch import load_file

        stored = load_file(str(folder / "model.safetensors"))
        return [torch.cat([stored[name].float() for name in p["parts"]]) for p in parameters]
    torch.manual_seed(5)
    return [random_weight(p) for p in parameters]


def random_weight(parameter):
    name, shape = parameter["parts"][0], parameter["shape"]
    if len(shape) == 1 or "final_logits_bias" in name:
        return torch.ones(shape) if "norm" in name and name.endswith("weight") else torch.zeros(shape)
    return torch.randn(shape) * (0.02 if "embed" in name or "shared" in name else shape[1] ** -0.5)


def recorded(folder, vocabulary):
    """Calls of single searches, as lists of numbers."""
    files = [folder / "calls.json", *sorted(folder.parent.glob("*/calls.json"))]
    calls = json.loads(next(f for f in files if f.exists()).read_text())
    for call in calls:
        for name in ("input", "tokens", "candidateTokens"):
            call[name] = [t if t < vocabulary else FIRST_TOKEN + t % (vocabulary - FIRST_TOKEN) for t in call[name]]
    return calls


def batch(calls, vocabulary):
    """The arguments of `begin` for several searches beside each other, their inputs of one length; see Bart.py."""
    width = max(len(call["tokens"]) for call in calls)
    seen = torch.full((len(calls), 1, width, width), float("-inf"))
    fed, together, chosen, rest = [[], [], []], [], [], [[], []]
    for i, call in enumerate(calls):
        first, ways, counts = len(fed[0]), [], [0] * len(call["tokens"])
        for node, (parent, token) in enumerate(zip(call["parents"], call["tokens"])):
            ways.append((ways[parent] if parent >= 0 else []) + [node])
            seen[i, 0, node, ways[node]] = 0
            for row, value in zip(fed, (token, len(ways[node]) - 1, i * width + node)):
                row.append(value)
        for node in call["candidateNodes"]:
            counts[node] += 1
        whole = [count > max(8, vocabulary // 64) for count in counts]
        rows = {node: len(together) + row for row, node in enumerate(n for n, is_whole in enumerate(whole) if is_whole)}
        together += [first + node for node in rows]
        for node, token in zip(call["candidateNodes"], call["candidateTokens"]):
            if whole[node]:
                chosen.append(rows[node] * vocabulary + token)
            else:
                rest[0].append(first + node)
                rest[1].append(token)
    longs = lambda x: torch.tensor(x, dtype=torch.long)
    ids = longs([call["input"] for call in calls])
    return [ids, longs([]), longs(fed), seen, width, longs(together), longs([]), longs(chosen), longs(rest)]


def forced(model):
    """12 steps of 16 hypotheses, 512 tokens allowed after each; the host reads after every step, as the search does."""
    size, device = model.config["vocab_size"], model.device
    generator = random.Random(13)
    inputs = [generator.randrange(FIRST_TOKEN, size) for _ in range(64)]
    ways, tokens, scores = [[]], [model.config["decoder_start_token_id"]], torch.zeros(1)
    result, past = None, []
    nodes = 0
    for step in range(STEPS + 1):
        n = len(tokens)
        seen = torch.full((1, 1, n, nodes + n), float("-inf"))
        ways = [way + [nodes + i] for i, way in enumerate(ways)]
        for i, way in enumerate(ways):
            seen[0, 0, i, way] = 0
        fed = torch.tensor([tokens, [step] * n, list(range(n))])
        columns = torch.tensor(sorted(generator.sample(range(FIRST_TOKEN, size), ALLOWED)))
        none = torch.zeros((2, 0), dtype=torch.long)
        call = [fed, seen, n, torch.arange(n), columns, none[0], none]
        if result is None:
            start = [torch.tensor([inputs]), torch.tensor([], dtype=torch.long)]
            result = model.module.begin(model.weights, *model.put(start + call))
            layers = model.config["decoder_layers"]
            crosses = result[1 + 2 * layers :]
        else:
            result = model.module.extend(model.weights, crosses, past, *model.put(call))
        past = result[1 : 1 + 2 * model.config["decoder_layers"]]
        logits = result[0].cpu().view(n, ALLOWED)
        sums = (scores.unsqueeze(1) + torch.log_softmax(logits, 1)).view(-1)
        scores, best = torch.topk(sums, HYPOTHESES)
        nodes += n
        ways = [list(ways[i // ALLOWED]) for i in best.tolist()]
        tokens = [int(columns[i % ALLOWED]) for i in best.tolist()]


def timed(work, seconds):
    """Median and 99th percentile in ms of what the works of a list take, in turn."""
    times, end = [], time.perf_counter() + seconds
    for i in range(10):
        work(i)
    while time.perf_counter() < end or len(times) < 20:
        begin = time.perf_counter()
        work(len(times))
        times.append((time.perf_counter() - begin) * 1e3)
    times.sort()
    return statistics.median(times), times[len(times) * 99 // 100]


def launches(model, call):
    """Kernels, copies and waits of one call, as the profiler counts them."""
    with torch.profiler.profile(activities=list(torch.profiler.supported_activities())) as profile:
        model.begin(call)
    counts = {event.key: event.count for event in profile.key_averages()}
    count = lambda *names: sum(n for key, n in counts.items() if any(name in key for name in names))
    return count("LaunchKernel"), count("cudaMemcpyAsync"), count("cudaStreamSynchronize")


def parity(model, reference, calls):
    """The largest difference of a logit, and how often the best of a large node's candidates is the same."""
    worst, same, total = 0.0, 0, 0
    for call in calls:
        there, here = model.begin(call), reference.begin(call)
        worst = max(worst, (there - here).abs().max().item())
        nodes = torch.div(call[7], model.config["vocab_size"], rounding_mode="floor")
        for node in nodes.unique().tolist():
            candidates = torch.nonzero(nodes == node)[:, 0]
            same, total = same + (there[candidates].argmax() == here[candidates].argmax()).item(), total + 1
    return worst, same / max(1, total)


def report(folder, device, seconds, batches):
    config = json.loads((folder / "config.json").read_text())
    size = config["vocab_size"]
    calls = recorded(folder, size)
    single = [batch([call], size) for call in calls]
    print(f"\n{folder.name}: d={config['d_model']}, {config['encoder_layers']}+{config['decoder_layers']} layers, "
          f"vocabulary {size}; {statistics.mean(len(c['tokens']) for c in calls):.1f} nodes, "
          f"{statistics.mean(len(c['candidateTokens']) for c in calls):.0f} logits a call\n")
    print("| computes | logits off by | best the same | real, median / p99 ms | fixed, median / p99 ms |")
    print("|---|---|---|---|---|")
    reference = Model(folder, "cpu", "fp32")
    names = [("cpu", "fp32"), ("cpu", "fp16"), ("cpu", "int8")]
    names += [] if device == "cpu" else [(device, "fp32"), (device, "fp16")]
    models = []
    for where, precision in names:
        model = Model(folder, where, precision)
        off, same = parity(model, reference, single[:64])
        real = timed(lambda i: model.begin(single[i % len(single)]), seconds)
        fixed = timed(lambda i: forced(model), seconds)
        print(f"| {model.name} | {off:.2g} | {same:.2%} | {real[0]:.2f} / {real[1]:.2f} | {fixed[0]:.1f} / {fixed[1]:.1f} |",
              flush=True)
        models += [model] if where != "cpu" else []
    for model in models:
        kernels, copies, waits = launches(model, single[0])
        print(f"\n{model.name}: {kernels} launches, {copies} copies, {waits} waits a call")
        for searches in batches:
            many = [batch([calls[(i + j) % len(calls)] for j in range(searches)], size) for i in range(0, 64, 8)]
            median, p99 = timed(lambda i: model.begin(many[i % len(many)]), seconds)
            print(f"{model.name}: {searches} searches together: {median:.2f} / {p99:.2f} ms, "
                  f"{searches / median * 1e3:.0f} a second", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=pathlib.Path)
    arguments.add_argument("--device", default="cuda:0" if torch.cuda.is_available() else "cpu")
    arguments.add_argument("--seconds", type=float, default=3, help="of each measurement")
    arguments.add_argument("--batches", type=int, nargs="+", default=[1, 8, 32, 128])
    chosen = arguments.parse_args()
    torch.set_num_threads(1)
    torch._C._set_graph_executor_optimize(False)
    torch.backends.cuda.matmul.allow_tf32 = False
    gpu = torch.cuda.get_device_name(chosen.device) if chosen.device != "cpu" else "no GPU"
    print(f"torch {torch.__version__}, {gpu}, {torch.backends.cpu.get_cpu_capability()}")
    with torch.no_grad():
        for folder in chosen.folders:
            report(folder, chosen.device, chosen.seconds, chosen.batches)


main()
