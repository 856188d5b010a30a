"""The mutants of one module: every place where it can be changed, and the changed module."""

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where it is, what stood there and what stands there now, and the whole changed module.

    `function` names the function or class around it ("" at the top of the module).
    """

    line: int
    before: str
    after: str
    tree: ast.Module
    function: str = ""


def mutants_of(source: str) -> Iterator[Mutant]:
    """Return every mutant of a module, in the order of its lines' nodes."""
    tree = ast.parse(source)
    around = _functions(tree)
    for index, node in enumerate(_changeable(tree)):
        for replacement in _replacements(node):
            changed = deepcopy(tree)
            target = next(found for at, found in enumerate(_changeable(changed)) if at == index)
            line, before = getattr(node, "lineno", 0), ast.unparse(node)
            after = ast.unparse(replacement)
            _Swap(target, replacement).visit(changed)
            yield Mutant(line, before, after, ast.fix_missing_locations(changed), around.get(line, ""))


def _functions(tree: ast.Module) -> dict[int, str]:
    """Return the name of the innermost function, or else class, by line."""
    found: dict[int, str] = {}
    for node in ast.walk(tree):  # outer ones first, so that inner ones overwrite them
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), node.name)
    return found


class _Swap(ast.NodeTransformer):
    """Puts one node into the place of another."""

    def __init__(self, target: ast.AST, replacement: ast.AST) -> None:
        self.target = target
        self.replacement = replacement

    def visit(self, node: ast.AST) -> ast.AST:
        """Return the replacement at the target, and everything else as it is."""
        if node is self.target:
            return ast.copy_location(self.replacement, node)
        return self.generic_visit(node)


def _changeable(node: ast.AST) -> Iterator[ast.AST]:
    """Walk everything but annotations, decorators, imports, docstrings and `strict` of `zip`, parents first."""
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases") or isinstance(
            node, ast.Import | ast.ImportFrom
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_docstring(child) and not _is_alias(child):
                yield from _changeable(child)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_alias(node: ast.AST) -> bool:
    """A type alias such as `Merit = tuple[Fraction | int, ...]` is an annotation by another name."""
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
        return False
    return isinstance(node.value, ast.Subscript | ast.BinOp) and node.targets[0].id[0].isupper()


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    """Return what may stand in the place of a node."""
    if isinstance(node, ast.Compare | ast.BinOp | ast.BoolOp | ast.UnaryOp):
        yield from _other_operators(node)
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_nothing(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
        yield ast.Call(ast.Name(_CALLS[node.func.id], ast.Load()), node.args, node.keywords)
    elif isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        turned = deepcopy(node)
        turned.test = ast.UnaryOp(ast.Not(), turned.test)
        yield turned


def _other_operators(node: ast.Compare | ast.BinOp | ast.BoolOp | ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for operator in _COMPARISONS.get(type(node.ops[0]), ()) if len(node.ops) == 1 else ():
            yield ast.Compare(node.left, [operator()], node.comparators)
    elif isinstance(node, ast.BinOp):
        if type(node.op) in _ARITHMETIC:
            yield ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def _other_constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _is_nothing(node: ast.AST) -> bool:
    """None, or False: callers that ask for the truth do not tell them apart."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)
