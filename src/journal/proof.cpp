#include "zhixing/proof.hpp"

#include <bit>
#include <nlohmann/json.hpp>
#include <span>

#include "journal/digest.hpp"
#include "value/json_writer.hpp"
#include "zhixing/error.hpp"

namespace zhixing {
namespace {

using journal::Digest;

[[noreturn]] void refuse_hash(std::string_view text, const char* zh, const char* en) {
    const std::string given{text.substr(0, 80)};
    throw InputError{"input.hash", {"“" + given + "”不是" + zh, "'" + given + "' is no " + en}};
}

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

void append_path(JsonWriter& json, const std::vector<Hash>& path) {
    json.name("path").open('[');
    for (const Hash& hash : path) json.word(to_string(hash));
    json.close(']');
}

}  // namespace

std::string_view to_string(HashAlgorithm algorithm) noexcept { return algorithm == HashAlgorithm::sm3 ? "sm3" : "sha256"; }

HashAlgorithm parse_hash_algorithm(std::string_view text) {
    if (text == "sm3") return HashAlgorithm::sm3;
    if (text == "sha256") return HashAlgorithm::sha256;
    refuse_hash(text, "杂凑算法，应为 sm3 或 sha256", "hash algorithm: sm3 or sha256");
}

std::string to_string(const Hash& hash) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(hash.size() * 2);
    for (const unsigned byte : hash) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

Hash parse_hash(std::string_view hexadecimal) {
    Hash hash;
    if (hexadecimal.size() != hash.size() * 2) refuse_hash(hexadecimal, "64 位十六进制杂凑值", "hash of 64 hexadecimal digits");
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const int high = nibble(hexadecimal[2 * i]), low = nibble(hexadecimal[2 * i + 1]);
        if (high < 0 || low < 0) refuse_hash(hexadecimal, "64 位十六进制杂凑值", "hash of 64 hexadecimal digits");
        hash[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return hash;
}

bool holds(const InclusionProof& proof, std::string_view entry, const Hash& root, HashAlgorithm algorithm) {
    if (proof.position == 0 || proof.position > proof.size) return false;
    Digest digest{algorithm};
    std::uint64_t index = proof.position - 1, last = proof.size - 1;
    Hash hash = journal::leaf_hash(digest, entry);
    for (const Hash& sibling : proof.path) {
        if (last == 0) return false;
        if ((index & 1U) != 0 || index == last) {
            hash = journal::node_hash(digest, sibling, hash);
            while (index != 0 && (index & 1U) == 0) index >>= 1U, last >>= 1U;
        } else {
            hash = journal::node_hash(digest, hash, sibling);
        }
        index >>= 1U;
        last >>= 1U;
    }
    return last == 0 && hash == root;
}

bool holds(const ConsistencyProof& proof, const Hash& first_root, const Hash& second_root, HashAlgorithm algorithm) {
    Digest digest{algorithm};
    if (proof.first > proof.second) return false;
    if (proof.first == 0) return proof.path.empty() && first_root == digest({});
    if (proof.first == proof.second) return proof.path.empty() && first_root == second_root;
    std::span<const Hash> path = proof.path;
    // Where the old tree is a whole subtree of the new one, its root is known and not in the path.
    const bool whole = std::has_single_bit(proof.first);
    if (!whole && path.empty()) return false;
    const Hash begin = whole ? first_root : path.front();
    if (!whole) path = path.subspan(1);
    std::uint64_t index = proof.first - 1, last = proof.second - 1;
    while ((index & 1U) != 0) index >>= 1U, last >>= 1U;
    Hash first = begin, second = begin;
    for (const Hash& sibling : path) {
        if (last == 0) return false;
        if ((index & 1U) != 0 || index == last) {
            first = journal::node_hash(digest, sibling, first);
            second = journal::node_hash(digest, sibling, second);
            while (index != 0 && (index & 1U) == 0) index >>= 1U, last >>= 1U;
        } else {
            second = journal::node_hash(digest, second, sibling);
        }
        index >>= 1U;
        last >>= 1U;
    }
    return last == 0 && first == first_root && second == second_root;
}

std::string to_json(const Head& head) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.head/1").member("journal", head.journal).name("hash").word(to_string(head.algorithm));
    json.member("size", static_cast<std::int64_t>(head.size)).member("recorded", head.recorded);
    json.name("chain").word(to_string(head.chain)).name("root").word(to_string(head.root)).close('}');
    return out;
}

std::string to_json(const InclusionProof& proof, const Head& head) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.proof/1").member("proves", "inclusion").member("position", static_cast<std::int64_t>(proof.position));
    append_path(json, proof.path);
    json.name("head").raw(to_json(head)).close('}');
    return out;
}

std::string to_json(const ConsistencyProof& proof, const Head& head) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.proof/1").member("proves", "consistency").member("first", static_cast<std::int64_t>(proof.first));
    append_path(json, proof.path);
    json.name("head").raw(to_json(head)).close('}');
    return out;
}

Head parse_head(std::string_view json) {
    try {
        const auto object = nlohmann::json::parse(json);
        if (object.at("schema") != "zhixing.head/1") refuse_hash(object.at("schema").get<std::string>(), "日志头（zhixing.head/1）", "head (zhixing.head/1)");
        Head head;
        object.at("journal").get_to(head.journal);
        head.algorithm = parse_hash_algorithm(object.at("hash").get<std::string>());
        if (!object.at("size").is_number_unsigned()) throw InputError{"input.head", {"日志头的条数应为不小于 0 的整数", "the size of a head is a whole number from 0"}, {{}, 0, "/size"}};
        object.at("size").get_to(head.size);
        object.at("recorded").get_to(head.recorded);
        head.chain = parse_hash(object.at("chain").get<std::string>());
        head.root = parse_hash(object.at("root").get<std::string>());
        return head;
    } catch (const nlohmann::json::exception& error) {
        throw InputError{"input.head", {"日志头不完整或不是 JSON", std::string{"no head of a journal: "} + error.what()}};
    }
}

}  // namespace zhixing
