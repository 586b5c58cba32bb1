import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

/*
 * The OpenAPI types of Kubernetes, read from the declarations of the npm package `kubernetes-models`, which are generated from it. The
 * package compiles its schemas to functions, so its declarations are the only list of the fields of an object.
 */

/** A type of the OpenAPI. */
export type ApiType =
  | { readonly is: 'string' | 'number' | 'boolean' | 'number or string' | 'quantity' | 'anything' }
  | { readonly is: 'list' | 'map'; readonly of: ApiType }
  | { readonly is: 'object'; readonly name: string; readonly fields: () => ApiFields };

/** The fields of an object type by name. */
export type ApiFields = ReadonlyMap<string, ApiType>;

/** The declarations of one file. */
interface Declarations {
  readonly file: string;
  readonly source: ts.SourceFile;
  /** The module of each imported name. */
  readonly imports: ReadonlyMap<string, string>;
}

const cache = new Map<string, Declarations>();

/** Returns the type of the objects of a kind, such as `Deployment` in `apps/v1`. */
export function apiType(apiVersion: string, kind: string): ApiType {
  return exported(declarations(resolved(`kubernetes-models/${apiVersion}/${kind}`, __filename)), kind);
}

function declarations(file: string): Declarations {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const imports = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) imports.set(name.text, statement.moduleSpecifier.text);
  }
  const read = { file, source, imports };
  cache.set(file, read);
  return read;
}

/** Returns the file of the declarations of a module, which lies next to its code. */
function resolved(module: string, importer: string): string {
  const file = module.startsWith('.') ? join(dirname(importer), module) : createRequire(importer).resolve(module).replace(/\.m?js$/, '');
  return `${file}.d.ts`;
}

/** Returns the one type that a file declares. Its name starts with `I`. */
function exported(from: Declarations, name: string): ApiType {
  for (const statement of from.source.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      return { is: 'object', name, fields: () => fieldsOf(from, statement.members) };
    }
    if (ts.isTypeAliasDeclaration(statement)) {
      return statement.name.text === 'IQuantity' ? { is: 'quantity' } : typeOf(from, statement.type);
    }
  }
  throw new Error(`${from.file} declares no type. Read how kubernetes-models declares its types now, and correct this file.`);
}

const fieldsByMembers = new WeakMap<object, ApiFields>();

function fieldsOf(from: Declarations, members: ts.NodeArray<ts.TypeElement>): ApiFields {
  const known = fieldsByMembers.get(members);
  if (known !== undefined) return known;
  const fields = new Map<string, ApiType>();
  for (const member of members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue;
    if (ts.isStringLiteral(member.name) || ts.isIdentifier(member.name)) fields.set(member.name.text, typeOf(from, member.type));
  }
  fieldsByMembers.set(members, fields);
  return fields;
}

function typeOf(from: Declarations, node: ts.TypeNode): ApiType {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword: return { is: 'string' };
    case ts.SyntaxKind.NumberKeyword: return { is: 'number' };
    case ts.SyntaxKind.BooleanKeyword: return { is: 'boolean' };
    default:
  }
  if (ts.isLiteralTypeNode(node)) return { is: 'string' };
  if (ts.isUnionTypeNode(node)) return unionOf(node.types.map((each) => typeOf(from, each)));
  if (ts.isTypeLiteralNode(node)) {
    const [member] = node.members;
    if (member !== undefined && ts.isIndexSignatureDeclaration(member)) return { is: 'map', of: typeOf(from, member.type) };
    return { is: 'object', name: 'an object', fields: () => fieldsOf(from, node.members) };
  }
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    const [argument] = node.typeArguments ?? [];
    if (node.typeName.text === 'Array' && argument !== undefined) return { is: 'list', of: typeOf(from, argument) };
    const module = from.imports.get(node.typeName.text);
    if (module !== undefined) return exported(declarations(resolved(module, from.file)), node.typeName.text);
  }
  return { is: 'anything' };
}

/** Most unions are the values of a text. The port of a probe is a number or a text. */
function unionOf(types: readonly ApiType[]): ApiType {
  const kinds = new Set(types.map(({ is }) => is));
  if (kinds.size === 1) return types[0];
  if (kinds.size === 2 && kinds.has('number') && kinds.has('string')) return { is: 'number or string' };
  return { is: 'anything' };
}
