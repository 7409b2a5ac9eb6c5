#include "journal/sm3_lanes.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

// Vectors are passed between functions that are all made part of one another.
#pragma GCC diagnostic ignored "-Wpsabi"

namespace zhixing::journal {
namespace {

constexpr std::size_t kBlock = 64, kWords = 8;
constexpr std::array<std::uint32_t, kWords> kStart = {0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e};
constexpr auto kRounds = [] {
    std::array<std::uint32_t, 64> constants{};
    for (int i = 0; i < 64; ++i) constants[static_cast<std::size_t>(i)] = std::rotl(i < 16 ? 0x79cc4519U : 0x7a879d8aU, i % 32);
    return constants;
}();

// A text cut into blocks; the last ones hold what is left of it, and its length.
struct Blocks {
    std::string_view text;
    std::size_t whole = 0, count = 0, next = 0;
    std::array<char, 2 * kBlock> tail{};
    std::size_t place = 0;  // of the text among all

    void begin(std::string_view given, std::size_t number) {
        text = given;
        place = number;
        next = 0;
        whole = given.size() / kBlock;
        const std::size_t rest = given.size() % kBlock, tails = rest + 9 > kBlock ? 2 : 1;
        count = whole + tails;
        tail.fill(0);
        std::memcpy(tail.data(), given.data() + whole * kBlock, rest);
        tail[rest] = '\x80';
        for (std::size_t i = 0; i < 8; ++i) tail[tails * kBlock - 1 - i] = static_cast<char>((static_cast<std::uint64_t>(given.size()) * 8) >> (8 * i));
    }
    [[nodiscard]] bool done() const { return next == count; }
    // That of an idle lane is of no account.
    [[nodiscard]] const char* block() const { return done() ? tail.data() : next < whole ? text.data() + next * kBlock : tail.data() + (next - whole) * kBlock; }
};

typedef std::uint32_t Vector4 __attribute__((vector_size(16)));
typedef std::uint32_t Vector8 __attribute__((vector_size(32)));
typedef std::uint32_t Vector16 __attribute__((vector_size(64)));

template <typename Vector>
struct Sm3 {
    static constexpr std::size_t kLanes = sizeof(Vector) / 4;

    [[gnu::always_inline]] static inline Vector rotated(Vector x, int n) { return (x << n) | (x >> (32 - n)); }

    [[gnu::always_inline]] static inline void load(Vector (&words)[68], std::span<const Blocks> lanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            std::uint32_t block[16];
            std::memcpy(block, lanes[lane].block(), kBlock);
            for (std::size_t i = 0; i < 16; ++i) words[i][lane] = std::endian::native == std::endian::little ? __builtin_bswap32(block[i]) : block[i];
        }
    }

    [[gnu::always_inline]] static inline void compress(Vector (&state)[kWords], std::span<const Blocks> lanes) {
        Vector w[68];
        load(w, lanes);
        for (std::size_t i = 16; i < 68; ++i) {
            const Vector x = w[i - 16] ^ w[i - 9] ^ rotated(w[i - 3], 15);
            w[i] = x ^ rotated(x, 15) ^ rotated(x, 23) ^ rotated(w[i - 13], 7) ^ w[i - 6];
        }
        Vector a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
        for (std::size_t i = 0; i < 64; ++i) {
            const Vector a12 = rotated(a, 12), s1 = rotated(a12 + e + kRounds[i], 7), s2 = s1 ^ a12;
            const Vector ff = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
            const Vector gg = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
            const Vector t1 = ff + d + s2 + (w[i] ^ w[i + 4]), t2 = gg + h + s1 + w[i];
            d = c, c = rotated(b, 9), b = a, a = t1;
            h = g, g = rotated(f, 19), f = e, e = t2 ^ rotated(t2, 9) ^ rotated(t2, 17);
        }
        state[0] ^= a, state[1] ^= b, state[2] ^= c, state[3] ^= d, state[4] ^= e, state[5] ^= f, state[6] ^= g, state[7] ^= h;
    }

    [[gnu::always_inline]] static inline void write(Hash& hash, const Vector (&state)[kWords], std::size_t lane) {
        for (std::size_t i = 0; i < kWords; ++i) {
            for (std::size_t byte = 0; byte < 4; ++byte) hash[4 * i + byte] = static_cast<std::uint8_t>(state[i][lane] >> (24 - 8 * byte));
        }
    }

    // A lane that is done with a text takes the next one.
    [[gnu::always_inline]] static inline void hash_all(std::span<const std::string_view> texts, std::span<Hash> hashes) {
        std::vector<Blocks> lanes(kLanes);
        Vector state[kWords];
        std::size_t next = 0, done = 0;
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            for (std::size_t i = 0; i < kWords; ++i) state[i][lane] = kStart[i];
            if (next < texts.size()) lanes[lane].begin(texts[next], next), ++next;
        }
        while (done < texts.size()) {
            compress(state, lanes);
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                Blocks& own = lanes[lane];
                if (own.done() || ++own.next < own.count) continue;
                write(hashes[own.place], state, lane);
                ++done;
                if (next == texts.size()) continue;
                for (std::size_t i = 0; i < kWords; ++i) state[i][lane] = kStart[i];
                own.begin(texts[next], next), ++next;
            }
        }
    }
};

#if defined(__x86_64__)
[[gnu::target("avx512f")]] void hash_16(std::span<const std::string_view> texts, std::span<Hash> hashes) { Sm3<Vector16>::hash_all(texts, hashes); }
[[gnu::target("avx2")]] void hash_8(std::span<const std::string_view> texts, std::span<Hash> hashes) { Sm3<Vector8>::hash_all(texts, hashes); }
#endif
void hash_4(std::span<const std::string_view> texts, std::span<Hash> hashes) { Sm3<Vector4>::hash_all(texts, hashes); }

}  // namespace

void sm3_all(std::span<const std::string_view> texts, std::span<Hash> hashes) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") != 0) return hash_16(texts, hashes);
    if (__builtin_cpu_supports("avx2") != 0) return hash_8(texts, hashes);
#endif
    hash_4(texts, hashes);
}

}  // namespace zhixing::journal
