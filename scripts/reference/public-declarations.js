// Describes what a user of the library can name or is given, from its declarations.
'use strict';
const { sep } = require('node:path');

// The compiler of the library no longer has an API.
const ts = require(require.resolve('typescript', { paths: [__dirname] }));

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/**
 * Every exported declaration of the entry points by name, without comments and private members, and after them those
 * that are not exported and that exported ones are made of.
 *
 * @param entries what is imported, and the file with its declarations
 * @param folder where the library's own declarations are
 */
function describeApi(entries, folder) {
  const program = ts.createProgram(entries.map(({ file }) => file), {
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, target: ts.ScriptTarget.ES2022, skipLibCheck: true, types: ['node'],
  });
  const checker = program.getTypeChecker();
  const library = new Declarations(checker, folder);
  const parts = entries.map(({ module, file }) => {
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file))).toSorted(byName);
    return [`## ${module}`, '', ...exported.flatMap((symbol) => library.describe(symbol)), ''];
  });
  const inner = ['## Not exported, and part of what is', '', ...library.rest(), ''];
  return [...parts, inner].flat().join('\n');
}

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

class Declarations {
  constructor(checker, folder) {
    Object.assign(this, { checker, folder, described: new Map(), used: new Set() });
  }

  /** The lines of a symbol; only where it is described already, if it is. */
  describe(symbol, name = symbol.name) {
    const real = this.resolve(symbol);
    const known = this.described.get(real);
    if (known !== undefined) return [`export { ${known === name ? name : `${known} as ${name}`} } // above`, ''];
    this.described.set(real, name);
    return (real.declarations ?? []).flatMap((declaration) => [this.print(statementOf(declaration)), '']);
  }

  /** What the described ones use of the library that is not described itself. */
  rest() {
    const found = [];
    for (const symbol of this.used) if (!this.described.has(symbol)) found.push([symbol.name, this.describe(symbol)]);
    return found.toSorted(([a, x], [b, y]) => (a < b || (a === b && x.join() < y.join()) ? -1 : 1)).flatMap(([, lines]) => lines);
  }

  print(node) {
    const file = node.getSourceFile();
    const { transformed } = ts.transform(node, [(context) => (top) => ts.visitNode(top, function visit(each) {
      if (isPrivate(each)) return undefined;
      return ts.visitEachChild(each, visit, context);
    })]);
    this.note(node);
    return printer.printNode(ts.EmitHint.Unspecified, transformed[0], file).replaceAll(/^export declare /gm, 'export ').replaceAll(/^declare /gm, '');
  }

  /** Remembers what a declaration refers to. */
  note(node) {
    const visit = (each) => {
      if (isPrivate(each)) return;
      if (ts.isIdentifier(each)) {
        const symbol = this.checker.getSymbolAtLocation(each);
        const real = symbol && this.resolve(symbol);
        if (real?.declarations?.some((declaration) => this.isTopLevel(declaration))) this.used.add(real);
      }
      ts.forEachChild(each, visit);
    };
    visit(node);
  }

  isTopLevel(declaration) {
    const statement = statementOf(declaration);
    return statement.parent !== undefined && ts.isSourceFile(statement.parent) && statement.getSourceFile().fileName.startsWith(this.folder.split(sep).join('/'));
  }

  resolve(symbol) {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }
}

/** A private constructor says that nobody makes one. */
const isPrivate = (node) => !ts.isConstructorDeclaration(node) && ts.canHaveModifiers(node) && Boolean(ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword));

/** `const a: A` is part of a statement, which has `export`. */
const statementOf = (declaration) => (ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration);

module.exports = { describeApi };
