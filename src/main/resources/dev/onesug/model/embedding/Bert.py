class Bert(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  packed : Optional[List[__torch__.torch.classes.quantized.LinearPackedParamsBase]]
  # Packs every linear map for eight-bit products. The lists run parallel to w, so that w's places serve both; query,
  # key and value are one map, at the place of the query.
  def pack(self: __torch__.Bert, w: List[Tensor]) -> Tensor:
    ps = annotate(List[__torch__.torch.classes.quantized.LinearPackedParamsBase], [])
    for i in range(len(w)):
      x = w[5]
      b = w[6]
      if i > 4 and torch.dim(w[i]) == 2:
        x = w[i]
        b = w[i + 1]
        if (i - 5) % 16 == 0:
          x = torch.cat([w[i], w[i + 2], w[i + 4]])
          b = torch.cat([w[i + 1], w[i + 3], w[i + 5]])
      if i == 0 or i > 4 and torch.dim(w[i]) == 2:
        scale = torch.clamp(torch.amax(torch.abs(x), [1]) / 127.0, 1.0e-8)
        q = torch.quantize_per_channel(x, scale, torch.zeros([x.size(0)], dtype=4), 0, 12)
        _ = ps.append(ops.quantized.linear_prepack(q, b))
      else:
        _ = ps.append(ps[0])
    self.packed = ps
    return torch.zeros([1])
  # x times the matrix at w[o], plus the bias behind it; in eight bits once packed, if wanted.
  def lin(self: __torch__.Bert, w: List[Tensor], o: int, x: Tensor, fast: bool) -> Tensor:
    p = self.packed
    if fast and p is not None:
      # Inputs in seven bits: on CPUs without VNNI, sums of two products of eight by eight bits would saturate.
      y = ops.quantized.linear_dynamic(x, p[o], True)
    else:
      y = torch.linear(x, w[o], w[o + 1])
    return y
  # B texts, T tokens, D numbers a token, H heads. h [B, T, D] -> queries of the first n tokens, keys, values, [B, H, ., D / H]
  def attended(self: __torch__.Bert, w: List[Tensor], o: int, h: Tensor, n: int, fast: bool) -> List[Tensor]:
    B = h.size(0)
    T = h.size(1)
    if fast:
      a = self.lin(w, o, h, True).view([B, T, 3, $HEADS, $HEAD_SIZE]).permute([2, 0, 3, 1, 4])
      q = torch.slice(torch.select(a, 0, 0), 2, 0, n)
      k = torch.select(a, 0, 1)
      v = torch.select(a, 0, 2)
    else:
      q = torch.linear(torch.slice(h, 1, 0, n), w[o], w[o + 1]).view([B, n, $HEADS, $HEAD_SIZE]).transpose(1, 2)
      k = torch.linear(h, w[o + 2], w[o + 3]).view([B, T, $HEADS, $HEAD_SIZE]).transpose(1, 2)
      v = torch.linear(h, w[o + 4], w[o + 5]).view([B, T, $HEADS, $HEAD_SIZE]).transpose(1, 2)
    return [q, k, v]
  # Of the first n tokens of h; all tokens are attended to, but for those that the mask leaves out.
  def layer(self: __torch__.Bert, w: List[Tensor], o: int, h: Tensor, n: int, m: Optional[Tensor], fast: bool) -> Tensor:
    x = torch.slice(h, 1, 0, n)
    qkv = self.attended(w, o, h, n, fast)
    a = torch.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], m).transpose(1, 2).reshape([h.size(0), n, $HIDDEN])
    y = torch.layer_norm(x + self.lin(w, o + 6, a, fast), [$HIDDEN], w[o + 8], w[o + 9], $EPSILON)
    f = torch.gelu(self.lin(w, o + 10, y, fast))
    return torch.layer_norm(y + self.lin(w, o + 12, f, fast), [$HIDDEN], w[o + 14], w[o + 15], $EPSILON)
  # ids: [B, T], the first token of a text is its [CLS] -> unit vectors [B, D]
  def embed(self: __torch__.Bert, w: List[Tensor], ids: Tensor) -> Tensor:
    return self.vectors(w, ids, torch.ne(ids, $PAD).view([ids.size(0), 1, 1, ids.size(1)]), False)
  # Of texts that are equally long.
  def embed_fast(self: __torch__.Bert, w: List[Tensor], ids: Tensor) -> Tensor:
    return self.vectors(w, ids, None, True)
  def vectors(self: __torch__.Bert, w: List[Tensor], ids: Tensor, m: Optional[Tensor], fast: bool) -> Tensor:
    T = ids.size(1)
    h = torch.embedding(w[0], ids) + torch.slice(w[1], 0, 0, T) + torch.select(w[2], 0, 0)
    h = torch.layer_norm(h, [$HIDDEN], w[3], w[4], $EPSILON)
    for i in range($LAYERS - 1):
      h = self.layer(w, 5 + 16 * i, h, T, m, fast)
    # Only the first token leaves the last layer.
    c = self.layer(w, 5 + 16 * ($LAYERS - 1), h, 1, m, fast).view([ids.size(0), $HIDDEN])
    return c / torch.sqrt(torch.sum(c * c, [1], True))
  # InfoNCE. left: [A, T]; right: [N, T]; anchors, positives: [P], rows of left and of right that belong together;
  # masked: [P, N], true where a row of right is no negative of a positive.
  def contrast(self: __torch__.Bert, w: List[Tensor], left: Tensor, right: Tensor, anchors: Tensor, positives: Tensor, masked: Tensor, temperature: Tensor) -> Tensor:
    s = torch.matmul(self.embed(w, left), torch.transpose(self.embed(w, right), 0, 1)) / temperature
    s = torch.masked_fill(torch.index_select(s, 0, anchors), masked, -1.0e9)
    own = torch.gather(s, 1, torch.unsqueeze(positives, 1))
    return torch.mean(torch.logsumexp(s, [1]) - torch.squeeze(own, 1))
