class Bert(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  # B texts, T tokens, D numbers a token, H heads. x attends to h: all of h, or only the first token's row of it.
  def layer(self: __torch__.Bert, w: List[Tensor], o: int, x: Tensor, h: Tensor, m: Tensor) -> Tensor:
    B = h.size(0)
    q = torch.linear(x, w[o], w[o + 1]).view([B, x.size(1), $HEADS, $HEAD_SIZE]).transpose(1, 2)
    k = torch.linear(h, w[o + 2], w[o + 3]).view([B, h.size(1), $HEADS, $HEAD_SIZE]).transpose(1, 2)
    v = torch.linear(h, w[o + 4], w[o + 5]).view([B, h.size(1), $HEADS, $HEAD_SIZE]).transpose(1, 2)
    a = torch.scaled_dot_product_attention(q, k, v, m).transpose(1, 2).reshape([B, x.size(1), $HIDDEN])
    y = torch.layer_norm(x + torch.linear(a, w[o + 6], w[o + 7]), [$HIDDEN], w[o + 8], w[o + 9], $EPSILON)
    f = torch.gelu(torch.linear(y, w[o + 10], w[o + 11]))
    return torch.layer_norm(y + torch.linear(f, w[o + 12], w[o + 13]), [$HIDDEN], w[o + 14], w[o + 15], $EPSILON)
  # ids: [B, T], the first token of a text is its [CLS] -> unit vectors [B, D]
  def embed(self: __torch__.Bert, w: List[Tensor], ids: Tensor) -> Tensor:
    B = ids.size(0)
    T = ids.size(1)
    h = torch.embedding(w[0], ids) + torch.slice(w[1], 0, 0, T) + torch.select(w[2], 0, 0)
    h = torch.layer_norm(h, [$HIDDEN], w[3], w[4], $EPSILON)
    m = torch.ne(ids, $PAD).view([B, 1, 1, T])
    for i in range($LAYERS - 1):
      h = self.layer(w, 5 + 16 * i, h, h, m)
    # Only the first token leaves the last layer.
    c = self.layer(w, 5 + 16 * ($LAYERS - 1), torch.slice(h, 1, 0, 1), h, m)
    c = c.view([B, $HIDDEN])
    return c / torch.sqrt(torch.sum(c * c, [1], True))
  # InfoNCE. left, right: [B, T]; taboo: [B, B], true where another pair's right side would be right too.
  def contrast(self: __torch__.Bert, w: List[Tensor], left: Tensor, right: Tensor, taboo: Tensor, temperature: Tensor) -> Tensor:
    s = torch.matmul(self.embed(w, left), torch.transpose(self.embed(w, right), 0, 1)) / temperature
    s = torch.masked_fill(s, taboo, -1.0e9)
    return torch.mean(torch.logsumexp(s, [1]) - torch.diagonal(s))
