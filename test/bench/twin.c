/* German's protocol (german.lw) in C, for N caches of at most 5, searched as Lockwright searches:
   an arena of states with a link to the parent, a table of tagged 4-byte indexes that grows,
   batches that are expanded, hashed and inserted in three loops. It is the yardstick of what the design can
   give. A state is 51 bits in two words. Prints the distinct states and all successors. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

typedef uint64_t State;

enum { batch = 1024, chunk = 256, stride = 3 };
enum { none, shared, exclusive };
enum { empty, invalidate, grant_shared, grant_exclusive };
enum { invalid, clean, dirty };

/* Seven bits a cache, then the sets and the single variables. */
#define at(shift, bits) ((int)(s >> (shift)) & ((1 << (bits)) - 1))
#define with(s, shift, bits, v) \
  (((s) & ~((((State)1 << (bits)) - 1) << (shift))) | ((State)(v) << (shift)))
#define asked_at(i) (7 * (i))
#define told_at(i) (7 * (i) + 2)
#define acked_at(i) (7 * (i) + 4)
#define cache_at(i) (7 * (i) + 5)
enum { sharers_at = 35, targets_at = 40, owned_at = 45, serving_at = 46, client_at = 48 };

static uint32_t *arena, *table;
static uint64_t length = 1 << 14, count = 0;
static int index_bits;
static State states[chunk];
static uint32_t words[batch + 20 * N][2], parents[batch + 20 * N], hashes[batch + 20 * N];
static uint32_t touched;

#define emit(next) (words[n][0] = (uint32_t)(next), words[n][1] = (uint32_t)((next) >> 32), n++)

static int successors(State s, int n) {
  int serving = at(serving_at, 2), owned = at(owned_at, 1), client = at(client_at, 3);
  int sharers = at(sharers_at, 5), targets = at(targets_at, 5);
#pragma GCC unroll 5
  for (int i = 0; i < N; i++) {
    int asked = at(asked_at(i), 2), told = at(told_at(i), 2), acked = at(acked_at(i), 1);
    int cache = at(cache_at(i), 2);
    State next;
    if (asked == none && cache == invalid) emit(with(s, asked_at(i), 2, shared));
    if (asked == none && cache != dirty) emit(with(s, asked_at(i), 2, exclusive));
    if (serving == none && asked != none) {
      next = with(s, serving_at, 2, asked);
      next = with(next, client_at, 3, i);
      next = with(next, asked_at(i), 2, none);
      emit(with(next, targets_at, 5, sharers));
    }
    int invalidates = serving == exclusive || (serving == shared && owned);
    if (told == empty && targets >> i & 1 && invalidates) {
      next = with(s, told_at(i), 2, invalidate);
      emit(with(next, targets_at + i, 1, 0));
    }
    if (told == invalidate && !acked) {
      next = with(s, told_at(i), 2, empty);
      next = with(next, acked_at(i), 1, 1);
      emit(with(next, cache_at(i), 2, invalid));
    }
    if (acked && serving != none) {
      next = with(s, acked_at(i), 1, 0);
      next = with(next, sharers_at + i, 1, 0);
      emit(with(next, owned_at, 1, 0));
    }
    if (client == i && serving == shared && !owned && told == empty) {
      next = with(s, told_at(i), 2, grant_shared);
      next = with(next, sharers_at + i, 1, 1);
      emit(with(next, serving_at, 2, none));
    }
    if (client == i && serving == exclusive && !owned && told == empty && sharers == 0) {
      next = with(s, told_at(i), 2, grant_exclusive);
      next = with(next, sharers_at + i, 1, 1);
      next = with(next, owned_at, 1, 1);
      emit(with(next, serving_at, 2, none));
    }
    if (told == grant_shared) {
      next = with(s, told_at(i), 2, empty);
      emit(with(next, cache_at(i), 2, clean));
    }
    if (told == grant_exclusive) {
      next = with(s, told_at(i), 2, empty);
      emit(with(next, cache_at(i), 2, dirty));
    }
  }
  return n;
}

static int one_writer(State s) {
  int writers = 0, others = 0;
  for (int i = 0; i < N; i++) {
    int cache = at(cache_at(i), 2);
    writers += cache == dirty;
    others += cache != invalid;
  }
  return writers == 0 || others == 1;
}

static inline uint32_t hash(uint32_t a, uint32_t b) {
  uint32_t h = 0x2545f491;
  h = (h ^ a) * 0x9e3779b1u, h ^= h >> 15;
  h = (h ^ b) * 0x85ebca6bu, h ^= h >> 15;
  h *= 0xc2b2ae35u;
  return h ^ h >> 13;
}

static inline uint64_t home(uint32_t h) { return h * length >> 32; }

static void *reserve(uint64_t bytes) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  void *p = mmap(0, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (p == MAP_FAILED) perror("mmap"), exit(1);
  return p;
}

static void set_table(uint64_t longer) {
  if (table) munmap(table, length * 4);
  length = longer;
  table = reserve(length * 4);
  index_bits = 64 - __builtin_clzll(length);
}

static void grow(void) {
  set_table(length < 1 << 22 ? length * 4 : length / 2 * 3);
  for (uint64_t from = 0; from < count; from += batch / 2) {
    uint64_t to = from + batch / 2 < count ? from + batch / 2 : count;
    for (uint64_t id = from; id < to; id++) {
      uint32_t h = hash(arena[id * stride], arena[id * stride + 1]);
      touched ^= table[home(h)];
      hashes[id - from] = h;
    }
    for (uint64_t id = from; id < to; id++) {
      uint32_t h = hashes[id - from];
      uint64_t p = home(h);
      while (table[p]) p = p + 1 == length ? 0 : p + 1;
      table[p] = h << index_bits | (uint32_t)(id + 1);
    }
  }
}

static void hash_all(int n) {
  for (int i = 0; i < n; i++) {
    uint32_t h = hash(words[i][0], words[i][1]);
    hashes[i] = h;
    touched ^= table[home(h)];
  }
}

static void insert_all(int n) {
  uint32_t mask = ((uint32_t)1 << index_bits) - 1;
  for (int i = 0; i < n; i++) {
    uint32_t h = hashes[i], a = words[i][0], b = words[i][1];
    uint64_t p = home(h);
    for (;; p = p + 1 == length ? 0 : p + 1) {
      uint32_t e = table[p];
      if (e == 0) {
        uint32_t *q = arena + count * stride;
        q[0] = a, q[1] = b, q[2] = parents[i];
        table[p] = h << index_bits | (uint32_t)++count;
        break;
      }
      if (((e ^ h << index_bits) & ~mask) == 0) {
        uint32_t *q = arena + (uint64_t)((e & mask) - 1) * stride;
        if (q[0] == a && q[1] == b) break;
      }
    }
  }
}

int main(void) {
  arena = reserve((uint64_t)1 << 34);
  set_table(length);
  words[0][0] = words[0][1] = 0, parents[0] = 0;
  hash_all(1), insert_all(1);
  uint64_t fired = 0, judged = 0;
  for (uint64_t id = 0; id < count;) {
    uint64_t end = id + chunk < count ? id + chunk : count;
    for (uint64_t k = id; k < end; k++) {
      states[k - id] = arena[k * stride] | (State)arena[k * stride + 1] << 32;
    }
    for (uint64_t k = id; k < end;) {
      int n = 0;
      for (; k < end && n < batch; k++) {
        int from = n;
        n = successors(states[k - id], n);
        for (int i = from; i < n; i++) parents[i] = (uint32_t)k + 1;
      }
      fired += n;
      while (count + n > length / 4 * 3) grow();
      hash_all(n);
      insert_all(n);
    }
    id = end;
    for (; judged < count; judged++) {
      State s = arena[judged * stride] | (State)arena[judged * stride + 1] << 32;
      if (!one_writer(s)) return puts("violated"), 1;
    }
  }
  printf("%lu states, %lu successors (%u)\n", count, fired, touched & 1);
  return 0;
}
