#include "crypto/mls/tree_math.h"

#include "tools/vectors/vector_types.h"

#include <QJsonArray>
#include <QVariant>

namespace kontor::vectors {

using namespace mls;

namespace {

/// Null stands for "there is none".
void verifyRelation(const VectorCase& c, const char* field, std::uint32_t nodes,
                    std::optional<NodeIndex> (*relation)(NodeIndex, LeafCount), LeafCount leaves) {
    const QJsonArray expected = c.array(field);
    c.expect(expected.size() == static_cast<qsizetype>(nodes), field);
    for (std::uint32_t i = 0; i < expected.size(); ++i) {
        const QJsonValue value = expected.at(static_cast<qsizetype>(i));
        const auto found = relation(NodeIndex(i), leaves);
        c.expect(found.has_value() == !value.isNull() &&
                     (!found || found->value == value.toVariant().toUInt()),
                 field);
    }
}

} // namespace

void verifyTreeMath(const VectorCase& c) {
    const LeafCount leaves(static_cast<std::uint32_t>(c.number("n_leaves")));
    if (!std::has_single_bit(leaves.value))
        return c.fail("n_leaves");
    const std::uint32_t nodes = nodeCount(leaves);
    c.expect(nodes == c.number("n_nodes"), "n_nodes");
    c.expect(root(leaves).value == c.number("root"), "root");
    const auto leftOf = [](NodeIndex node, LeafCount /*leaves*/) { return left(node); };
    const auto rightOf = [](NodeIndex node, LeafCount /*leaves*/) { return right(node); };
    verifyRelation(c, "left", nodes, leftOf, leaves);
    verifyRelation(c, "right", nodes, rightOf, leaves);
    verifyRelation(c, "parent", nodes, parent, leaves);
    verifyRelation(c, "sibling", nodes, sibling, leaves);
}

} // namespace kontor::vectors
