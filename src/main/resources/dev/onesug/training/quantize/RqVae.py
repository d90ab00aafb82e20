class RqVae(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  # B vectors, D their size, H hidden size, Z latent size, K codes a level.
  # w: encoder [H, D] [H] [Z, H] [Z], decoder [H, Z] [H] [D, H] [D], then a codebook [K, Z] a level
  def latents(self: __torch__.RqVae, w: List[Tensor], x: Tensor) -> Tensor:
    h = torch.relu(torch.linear(x * $SCALE, w[0], w[1]))
    return torch.linear(h, w[2], w[3])
  def decode(self: __torch__.RqVae, w: List[Tensor], z: Tensor) -> Tensor:
    h = torch.relu(torch.linear(z, w[4], w[5]))
    return torch.linear(h, w[6], w[7])
  # r [B, Z] -> [B]
  def nearest(self: __torch__.RqVae, codebook: Tensor, r: Tensor) -> Tensor:
    d = torch.sum(codebook * codebook, [1]) - 2.0 * torch.linear(r, codebook)
    return torch.argmin(d, 1)
  # x [B, D] -> [B, levels]
  def codes(self: __torch__.RqVae, w: List[Tensor], x: Tensor) -> Tensor:
    r = self.latents(w, x)
    chosen = annotate(List[Tensor], [])
    for level in range($LEVELS):
      codebook = w[8 + level]
      code = self.nearest(codebook, r)
      r = r - torch.embedding(codebook, code)
      _ = torch.append(chosen, code)
    return torch.stack(chosen, 1)
  # Squared lengths, all in shares of the input's, so that no term outweighs another by its size.
  def length(self: __torch__.RqVae, v: Tensor) -> Tensor:
    return torch.mean(torch.sum(v * v, [1])) * (1.0 / $INPUT_SIZE)
  def loss(self: __torch__.RqVae, w: List[Tensor], x: Tensor) -> Tensor:
    z = self.latents(w, x)
    r = z
    q = torch.zeros_like(z)
    loss = torch.zeros([], dtype=6, device=x.device)
    for level in range($LEVELS):
      codebook = w[8 + level]
      c = torch.embedding(codebook, self.nearest(codebook, r.detach()))
      to_code = r.detach() - c
      to_latent = r - c.detach()
      loss = loss + self.length(to_code) + $COMMITMENT * self.length(to_latent)
      r = to_latent
      q = q + c.detach()
    # Straight through: forward the codes' sum, backward as if it were the latent.
    e = self.decode(w, z + (q - z).detach()) - x * $SCALE
    return loss + self.length(e)
  # Overwrites codes of one level. rows [n], values [n, Z]
  def replace(self: __torch__.RqVae, w: List[Tensor], level: int, rows: Tensor, values: Tensor) -> Tensor:
    return torch.index_copy_(w[8 + level].detach(), 0, rows, values)
