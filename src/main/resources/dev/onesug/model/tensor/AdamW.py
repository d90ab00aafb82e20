class AdamW(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  # Gradients are zeroed once used: autograd adds the next ones to them.
  def step(self: __torch__.AdamW, w: List[Tensor], params: List[Tensor], grads: List[Tensor], rate: float, beta2: float, decay: float, max_norm: float) -> Tensor:
    # w: first moments [n], second moments [n], step count [1]
    n = len(params)
    count = w[2 * n]
    total = torch.zeros([], dtype=6, device=count.device)
    for i in range(n):
      total = total + torch.sum(grads[i] * grads[i])
    norm = torch.sqrt(total)
    scale = torch.clamp(max_norm / (norm + 1.0e-6), None, 1.0)
    torch.add_(count, 1.0)
    t = float(count.item())
    c1 = 1.0 - 0.9 ** t
    c2 = 1.0 - beta2 ** t
    for i in range(n):
      g = grads[i] * scale
      p = params[i].detach()
      if p.dim() > 1:
        torch.mul_(p, 1.0 - rate * decay)
      torch.add_(torch.mul_(w[i], 0.9), g, alpha=1.0 - 0.9)
      torch.addcmul_(torch.mul_(w[n + i], beta2), g, g, value=1.0 - beta2)
      torch.addcdiv_(p, w[i], torch.add_(torch.div_(torch.sqrt(w[n + i]), c2 ** 0.5), 1.0e-8), value=-rate / c1)
      torch.zero_(grads[i])
    return norm
