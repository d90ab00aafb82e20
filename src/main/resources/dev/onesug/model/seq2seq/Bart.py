class Bart(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  packed : Optional[List[__torch__.torch.classes.quantized.LinearPackedParamsBase]]
  # Letters: B inputs or hypotheses, S input tokens, T target tokens, D width, H heads, K = D / H,
  # V vocabulary, E candidates, N real target positions of a batch.
  # w: 0 shared [V, D], 1 logits bias [1, V]; 2 encoder positions, 3-4 embedding norm;
  # 5 decoder positions, 6-7 embedding norm; 12 weights for each encoder layer from 8 on; 20 for
  # each decoder layer after those.
  def norm(self: __torch__.Bart, w: List[Tensor], o: int, x: Tensor) -> Tensor:
    return torch.layer_norm(x, [$D], w[o], w[o + 1], 1.0e-5)
  # Rows in eight bits, each with a scale of its own.
  def eight_bits(self: __torch__.Bart, x: Tensor) -> Tensor:
    scale = torch.clamp(torch.amax(torch.abs(x), [1]) / 127.0, 1.0e-8)
    return torch.quantize_per_channel(x, scale, torch.zeros([x.size(0)], dtype=4), 0, 12)
  def prepack(self: __torch__.Bart, x: Tensor, b: Tensor) -> __torch__.torch.classes.quantized.LinearPackedParamsBase:
    return ops.quantized.$PREPACK
  # Packs every linear map for the products that serve. The list runs parallel to w, so that w's places serve both.
  def pack(self: __torch__.Bart, w: List[Tensor]) -> Tensor:
    ps = annotate(List[__torch__.torch.classes.quantized.LinearPackedParamsBase], [])
    for i in range(len(w)):
      if i == 0:
        _ = ps.append(self.prepack(w[0], w[1].view([-1])))
      else:
        if i > 7 and torch.dim(w[i]) == 2:
          _ = ps.append(self.prepack(w[i], w[i + 1]))
        else:
          _ = ps.append(ps[0])
    self.packed = ps
    return torch.zeros([1])
  # x times the matrix at w[o] plus b; by the packed one, if wanted and there.
  def product(self: __torch__.Bart, w: List[Tensor], o: int, b: Tensor, x: Tensor, fast: bool) -> Tensor:
    p = self.packed
    if fast and p is not None:
      y = ops.quantized.$PRODUCT
    else:
      y = torch.linear(x, w[o], b)
    return y
  # The bias stands behind the matrix.
  def linear(self: __torch__.Bart, w: List[Tensor], o: int, x: Tensor, fast: bool) -> Tensor:
    return self.product(w, o, w[o + 1], x, fast)
  # The feed-forward half of a layer: two linears and a norm from o on.
  def feed(self: __torch__.Bart, w: List[Tensor], o: int, h: Tensor, fast: bool) -> Tensor:
    f = torch.$ACTIVATION(self.linear(w, o, h, fast))
    return self.norm(w, o + 4, h + self.linear(w, o + 2, f, fast))
  # Learned positions; the first two rows are unused, as in BART. at: the first position.
  def embed(self: __torch__.Bart, w: List[Tensor], o: int, ids: Tensor, at: int) -> Tensor:
    x = torch.embedding(w[0], ids)$EMBEDDING_SCALE
    p = torch.slice(w[o], 0, at + 2, at + 2 + ids.size(1))
    return self.norm(w, o + 1, x + p)
  # ids [B, S]; mask [B, 1, 1, S], true where a token is real, None where all are. Returns [B, S, D].
  def encode(self: __torch__.Bart, w: List[Tensor], ids: Tensor, mask: Optional[Tensor], fast: bool) -> Tensor:
    B = ids.size(0)
    S = ids.size(1)
    h = self.embed(w, 2, ids, 0)
    for i in range($ENCODER_LAYERS):
      o = 8 + 12 * i
      qkv = self.linear(w, o, h, fast).view([B, S, 3, $ENCODER_HEADS, -1]).permute([2, 0, 3, 1, 4])
      a = torch.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], mask)
      h = self.norm(w, o + 4, h + self.linear(w, o + 2, a.transpose(1, 2).reshape([B, S, $D]), fast))
      h = self.feed(w, o + 6, h, fast)
    return h
  # The encoder's keys and values of decoder layer i: [2, B, H, S, K].
  def cross(self: __torch__.Bart, w: List[Tensor], i: int, encoded: Tensor, fast: bool) -> Tensor:
    o = 8 + 12 * $ENCODER_LAYERS + 20 * i
    kv = self.linear(w, o + 8, encoded, fast)
    return kv.view([encoded.size(0), encoded.size(1), 2, $DECODER_HEADS, -1]).permute([2, 0, 3, 1, 4])
  # ids [P, T]: all target positions at once. Of P targets each P / B that follow each other read the
  # same of B encoded inputs. Returns [P, T, D].
  def decode(self: __torch__.Bart, w: List[Tensor], ids: Tensor, encoded: Tensor, mask: Optional[Tensor]) -> Tensor:
    P = ids.size(0)
    T = ids.size(1)
    B = encoded.size(0)
    h = self.embed(w, 5, ids, 0)
    for i in range($DECODER_LAYERS):
      o = 8 + 12 * $ENCODER_LAYERS + 20 * i
      qkv = self.linear(w, o, h, False).view([P, T, 3, $DECODER_HEADS, -1]).permute([2, 0, 3, 1, 4])
      a = torch.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], None, 0.0, True)
      h = self.norm(w, o + 4, h + self.linear(w, o + 2, a.transpose(1, 2).reshape([P, T, $D]), False))
      kv = self.cross(w, i, encoded, False)
      q = self.linear(w, o + 6, h, False).view([B, torch.floordiv(P, B) * T, $DECODER_HEADS, -1])
      c = torch.scaled_dot_product_attention(q.transpose(1, 2), kv[0], kv[1], mask)
      h = self.norm(w, o + 12, h + self.linear(w, o + 10, c.transpose(1, 2).reshape([P, T, $D]), False))
      h = self.feed(w, o + 14, h, False)
    return h
  # h [.., D]. Returns [.., V].
  def logits(self: __torch__.Bart, w: List[Tensor], h: Tensor, fast: bool) -> Tensor:
    return self.product(w, 0, w[1].view([-1]), h, fast)
  # lengths [B] of the inputs of width S, or [0] where none is padded: attention is faster without a mask. (Reading
  # the lengths here would make a GPU wait.)
  def mask(self: __torch__.Bart, lengths: Tensor, S: int) -> Optional[Tensor]:
    if lengths.size(0) > 0:
      real = torch.lt(torch.arange(S, dtype=4, device=lengths.device).unsqueeze(0), lengths.unsqueeze(1))
      m = annotate(Optional[Tensor], real.unsqueeze(1).unsqueeze(1))
    else:
      m = annotate(Optional[Tensor], None)
    return m
  # Logits of real target positions only: at [N] are places in the flattened [P, T]. Returns [N, V].
  def logits_at(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor, fed: Tensor, at: Tensor) -> Tensor:
    mask = self.mask(lengths, ids.size(1))
    h = self.decode(w, fed, self.encode(w, ids, mask, False), mask)
    return self.logits(w, torch.index_select(h.reshape([-1, $D]), 0, at), False)
  # Mean cross-entropy over the real target positions; targets [N].
  def loss(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor, fed: Tensor, at: Tensor, targets: Tensor) -> Tensor:
    return torch.cross_entropy_loss(self.logits_at(w, ids, lengths, fed, at), targets)
  # The same with biases [N, V] added to the logits: log-shares of the allowed choices, and next to
  # minus infinity for all others.
  def loss_among(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor, fed: Tensor, at: Tensor, targets: Tensor, biases: Tensor) -> Tensor:
    return torch.cross_entropy_loss(self.logits_at(w, ids, lengths, fed, at) + biases, targets)
  # Log-probability of each target token over the whole vocabulary: [N].
  def log_probs(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor, fed: Tensor, at: Tensor, targets: Tensor) -> Tensor:
    lp = torch.log_softmax(self.logits_at(w, ids, lengths, fed, at), -1)
    return torch.gather(lp, 1, targets.unsqueeze(1)).squeeze(1)
  # Log-probabilities of all that may be chosen at each real target position: [N, V].
  def choice_log_probs(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor, fed: Tensor, at: Tensor, targets: Tensor, biases: Tensor) -> Tensor:
    return torch.log_softmax(self.logits_at(w, ids, lengths, fed, at) + biases, -1)
  # Summed log-probability of each target among what may be chosen, its end included: [P].
  def target_log_probs(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor, fed: Tensor, at: Tensor, targets: Tensor, biases: Tensor) -> Tensor:
    lp = self.choice_log_probs(w, ids, lengths, fed, at, targets, biases)
    chosen = torch.gather(lp, 1, targets.unsqueeze(1)).squeeze(1)
    sums = torch.zeros([fed.size(0)], dtype=chosen.dtype, device=chosen.device)
    return torch.index_add(sums, 0, torch.floor_divide(at, fed.size(1)), chosen)
  # Reward-weighted listwise preference (paper section 3.4): of the targets of an input the first is
  # the better one. reference [P]: their log-probabilities under the model that training started
  # from. weights [B, 2]: of each list, on the margins inside the exponent, and on its loss.
  # scales [3]: beta, delta, alpha.
  def list_loss(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor, fed: Tensor, at: Tensor, targets: Tensor, biases: Tensor, reference: Tensor, weights: Tensor, scales: Tensor) -> Tensor:
    lp = self.target_log_probs(w, ids, lengths, fed, at, targets, biases)
    r = ((lp - reference) * scales[0]).view([ids.size(0), -1])
    missed = (scales[1] - (r[:, :1] - r[:, 1:])) * weights[:, :1]
    zero = torch.zeros_like(r[:, :1])
    preference = torch.logsumexp(torch.cat([zero, missed], 1), [1]) * weights[:, 1]
    better = lp.view([ids.size(0), -1])[:, 0]
    return torch.mean(preference - better * scales[2])
  # What decoding needs of inputs [I, S] of these lengths ([I], or [0] where none is padded): the cross keys and values of each
  # decoder layer, [I, H, S, K], and behind them, where an input is padded, the mask.
  def start(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor) -> List[Tensor]:
    mask = self.mask(lengths, ids.size(1))
    encoded = self.encode(w, ids, mask, True)
    crosses = annotate(List[Tensor], [])
    for i in range($DECODER_LAYERS):
      kv = self.cross(w, i, encoded, True)
      crosses.append(kv[0].contiguous())
      crosses.append(kv[1].contiguous())
    if mask is not None:
      crosses.append(mask)
    return crosses
  # What nodes [N, D] read of their inputs by layer i. Those of an input stand beside each other, filled up
  # to the width of the widest, so that no input's keys and values are copied; at [N]: where, of I * width.
  def read(self: __torch__.Bart, crosses: List[Tensor], i: int, q: Tensor, at: Tensor, width: int) -> Tensor:
    k = crosses[2 * i]
    v = crosses[2 * i + 1]
    I = k.size(0)
    m = annotate(Optional[Tensor], None)
    if len(crosses) > 2 * $DECODER_LAYERS:
      m = annotate(Optional[Tensor], crosses[2 * $DECODER_LAYERS])
    if I > 1:
      q = torch.index_copy(torch.zeros([I * width, $D], dtype=q.dtype, device=q.device), 0, at, q)
    c = torch.scaled_dot_product_attention(q.view([I, -1, $DECODER_HEADS, torch.floordiv($D, $DECODER_HEADS)]).transpose(1, 2), k, v, m)
    r = c.transpose(1, 2).reshape([-1, $D])
    if I > 1:
      r = torch.index_select(r, 0, at)
    return r
  # N new nodes of the trees of I inputs, an input's beside each other and filled up to the width of the widest.
  # fed [3, N]: token, position, place of I * width. past: keys and values [I, H, M, K] of the nodes before, of each
  # layer; empty at first. seen [I, 1, width, M + width]: 0 for nodes that a new one continues and for itself, minus
  # infinity for all others. together [R]: the new nodes whose logits of columns [C], or of the whole vocabulary where
  # C is 0, are one product, chosen [E']: places in it of those wanted, or [0] for all. rest [2, E'']: node, token of other
  # logits. Returns logits [E' + E''] (where chosen is [0], all of the product, row by row, in place of E'), then the
  # longer past.
  def extend(self: __torch__.Bart, w: List[Tensor], crosses: List[Tensor], past: List[Tensor], fed: Tensor, seen: Tensor, width: int, together: Tensor, columns: Tensor, chosen: Tensor, rest: Tensor) -> List[Tensor]:
    I = crosses[0].size(0)
    h = self.norm(w, 6, torch.embedding(w[0], fed[0])$EMBEDDING_SCALE + torch.embedding(w[5], fed[1] + 2))
    at = fed[2]
    seen = seen.to(h.dtype)
    result = annotate(List[Tensor], [h])
    for i in range($DECODER_LAYERS):
      o = 8 + 12 * $ENCODER_LAYERS + 20 * i
      x = self.linear(w, o, h, True)
      if I > 1:
        x = torch.index_copy(torch.zeros([I * width, 3 * $D], dtype=x.dtype, device=x.device), 0, at, x)
      qkv = x.view([I, width, 3, $DECODER_HEADS, -1]).permute([2, 0, 3, 1, 4])
      k = qkv[1]
      v = qkv[2]
      if len(past) > 0:
        k = torch.cat([past[2 * i], k], 2)
        v = torch.cat([past[2 * i + 1], v], 2)
      result.append(k)
      result.append(v)
      a = torch.scaled_dot_product_attention(qkv[0], k, v, seen).transpose(1, 2).reshape([-1, $D])
      if I > 1:
        a = torch.index_select(a, 0, at)
      h = self.norm(w, o + 4, h + self.linear(w, o + 2, a, True))
      c = self.read(crosses, i, self.linear(w, o + 6, h, True), at, width)
      h = self.norm(w, o + 12, h + self.linear(w, o + 10, c, True))
      h = self.feed(w, o + 14, h, True)
    dot = torch.sum(torch.to(torch.index_select(h, 0, rest[0]), 6) * torch.embedding(w[0], rest[1]), [1])
    logits = dot + torch.index_select(w[1].view([-1]), 0, rest[1])
    if together.size(0) > 0:
      g = torch.index_select(h, 0, together)
      if columns.size(0) > 0:
        y = torch.linear(g, torch.embedding(w[0], columns), torch.index_select(w[1].view([-1]), 0, columns))
      else:
        y = self.logits(w, g, True)
      y = y.view([-1])
      if chosen.size(0) > 0:
        z = torch.index_select(y, 0, chosen)
      else:
        z = y
      logits = torch.cat([torch.to(z, 6), logits])
    result[0] = logits
    return result
  # Encodes the inputs and extends empty trees: the longer past is followed by what start returns.
  def begin(self: __torch__.Bart, w: List[Tensor], ids: Tensor, lengths: Tensor, fed: Tensor, seen: Tensor, width: int, together: Tensor, columns: Tensor, chosen: Tensor, rest: Tensor) -> List[Tensor]:
    crosses = self.start(w, ids, lengths)
    past = annotate(List[Tensor], [])
    result = self.extend(w, crosses, past, fed, seen, width, together, columns, chosen, rest)
    for i in range(len(crosses)):
      result.append(crosses[i])
    return result
