#include "journal/digest.hpp"

#include <algorithm>
#include <new>
#include <openssl/evp.h>

#include "journal/sm3_lanes.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {
namespace {

[[noreturn]] void unavailable(HashAlgorithm algorithm) {
    const std::string name{to_string(algorithm)};
    throw JournalError{"journal.hash", {"密码库不提供 " + name, "the cryptographic library does not offer " + name}};
}

}  // namespace

struct Digest::Context {
    // Fetched once: asking for the algorithm at each hash would cost more than hashing a short entry.
    std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method;
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state;
};

Digest::Digest(HashAlgorithm algorithm)
    : algorithm_{algorithm},
      context_{new Context{{EVP_MD_fetch(nullptr, algorithm == HashAlgorithm::sm3 ? "SM3" : "SHA256", nullptr), EVP_MD_free}, {EVP_MD_CTX_new(), EVP_MD_CTX_free}}} {
    if (!context_->state) throw std::bad_alloc{};
    if (!context_->method) unavailable(algorithm);
}

Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

Hash Digest::operator()(std::initializer_list<std::string_view> parts) {
    Hash hash;
    EVP_MD_CTX* const state = context_->state.get();
    bool done = EVP_DigestInit_ex2(state, context_->method.get(), nullptr) == 1;
    for (const std::string_view part : parts) done = done && EVP_DigestUpdate(state, part.data(), part.size()) == 1;
    if (!done || EVP_DigestFinal_ex(state, hash.data(), nullptr) != 1) unavailable(algorithm_);
    return hash;
}

void Digest::all(std::span<const std::string_view> texts, std::span<Hash> hashes) {
    constexpr std::size_t kEnoughForLanes = 4;
    if (algorithm_ == HashAlgorithm::sm3 && texts.size() >= kEnoughForLanes) return sm3_all(texts, hashes);
    for (std::size_t i = 0; i < texts.size(); ++i) hashes[i] = (*this)({texts[i]});
}

Hash hash_of(std::string_view bytes, std::string_view what) {
    Hash hash;
    if (bytes.size() != hash.size()) {
        const std::string name{what};
        throw JournalError{"journal.damaged", {name + "不是 32 字节的杂凑值", "the " + name + " is no hash of 32 bytes"}};
    }
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

}  // namespace zhixing::journal
