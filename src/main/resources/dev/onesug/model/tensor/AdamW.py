class AdamW(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  # w: first moments [n], second moments [n], step count. Gradients are scaled down to max_norm, used
  # in one fused pass, and zeroed, because autograd adds the next ones to them. Vectors do not decay.
  # The fused operator must be given the caller's own list of weights: of lists made here the
  # compiler believes that nobody sees what is written to them, and drops the call.
  def step(self: __torch__.AdamW, w: List[Tensor], params: List[Tensor], grads: List[Tensor], rate: float, beta2: float, decay: float, max_norm: float) -> Tensor:
    n = len(params)
    count = w[2 * n]
    total = torch.zeros([], dtype=6, device=count.device)
    steps = annotate(List[Tensor], [])
    for i in range(n):
      g = torch.reshape(grads[i], [-1])
      total = total + torch.dot(g, g)
      steps.append(count)
      if torch.dim(params[i]) > 1:
        torch.mul_(params[i], 1.0 - rate * decay)
    norm = torch.sqrt(total)
    scale = torch.clamp((norm + 1.0e-6) / max_norm, 1.0)
    torch.add_(count, 1.0)
    torch._fused_adamw_(params, grads, torch.slice(w, 0, n), torch.slice(w, n, 2 * n), annotate(List[Tensor], []), steps, lr=rate, beta1=0.9, beta2=beta2, weight_decay=0.0, eps=1.0e-8, amsgrad=False, maximize=False, grad_scale=scale, found_inf=None)
    for i in range(n):
      torch.zero_(grads[i])
    return norm
