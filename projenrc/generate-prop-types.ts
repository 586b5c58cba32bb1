import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Assembly, ClassType, EnumType, InterfaceType, Property, Type, TypeReference } from '@jsii/spec';

/*
 * Writes the types of all props as a table, from what jsii compiled. Programs in plain JavaScript have no compiler that checks props, so
 * the library does it with this table.
 */

const root = join(__dirname, '..');
const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as Assembly;
const types = Object.values(assembly.types ?? {}).sort((a, b) => a.name.localeCompare(b.name));

const isStruct = (type: Type): type is InterfaceType => type.kind === 'interface' && (type as InterfaceType).datatype === true;

/** Returns the properties of a struct, inherited ones included. */
function propertiesOf(struct: InterfaceType): Property[] {
  const parents = (struct.interfaces ?? []).map((fqn) => assembly.types![fqn] as InterfaceType);
  return [...parents.flatMap(propertiesOf), ...struct.properties ?? []];
}

/** Writes a type as in TypeScript: `Size`, `string[]`, `Map<string>`. */
function typeText(type: TypeReference): string {
  if ('primitive' in type) return type.primitive;
  if ('fqn' in type) return type.fqn.replace(/^.*\./, '');
  if (!('collection' in type)) throw new Error(`This type has no form here: ${JSON.stringify(type)}.`);
  const element = typeText(type.collection.elementtype);
  return type.collection.kind === 'array' ? `${element}[]` : `Map<${element}>`;
}

function structSource(struct: InterfaceType): string {
  const lines = propertiesOf(struct)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, type, optional }) => `    ${name}: '${typeText(type)}${optional ? '?' : ''}',`);
  return `  ${struct.name}: {\n${lines.join('\n')}\n  },`;
}

/** Returns how one gets a value of a type: its constants and factories, its members, or the classes that implement it. */
function sourcesOf(type: Type): string[] {
  if (type.kind === 'enum') return (type as EnumType).members.map(({ name }) => `${type.name}.${name}`);
  if (type.kind === 'interface') {
    return types.filter((each) => each.kind === 'class' && (each as ClassType).interfaces?.includes(type.fqn)).map(({ name }) => name);
  }
  const { methods = [], properties = [], initializer } = type as ClassType;
  const returnsIt = (reference: TypeReference | undefined) => reference !== undefined && 'fqn' in reference && reference.fqn === type.fqn;
  return [
    ...properties.filter((each) => each.static && returnsIt(each.type)).map(({ name }) => `${type.name}.${name}`),
    ...methods.filter((each) => each.static && !each.protected && returnsIt(each.returns?.type)).map(({ name, parameters = [] }) =>
      `${type.name}.${name}(${parameters.filter(({ optional }) => !optional).map((each) => each.name).join(', ')})`),
    ...(initializer && !initializer.protected ? [`new ${type.name}()`] : []),
  ];
}

/** Puts as many texts on a line as fit. */
function wrapped(texts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const longer = `${lines[lines.length - 1]}, ${text}`;
    if (lines.length > 0 && longer.length <= 120) lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines;
}

/** The types of CDKTF that props take. */
const CDKTF_SOURCES = [
  "  IConstruct: ['new TerraformResource(scope, id, config)', 'new TerraformHclModule(scope, id, config)'],",
  "  TerraformVariable: ['new TerraformVariable(scope, id, config)'],",
];

const sources = types.filter((type) => !isStruct(type)).map((type) => {
  const lines = wrapped(sourcesOf(type).map((each) => `'${each}'`));
  if (lines.length <= 1) return `  ${type.name}: [${lines.join('')}],`;
  return `  ${type.name}: [\n${lines.map((line) => `    ${line},\n`).join('')}  ],`;
});

writeFileSync(join(root, 'src', 'private', 'generated', 'prop-types.ts'), `\
// Generated from the compiled library by \`npx projen generate:prop-types\`. Do not edit.

/** The types of the props of each struct, written as in TypeScript. A question mark stands for a prop that may be left out. */
export const PROP_TYPES = {
${types.filter(isStruct).map(structSource).join('\n')}
} as const satisfies { readonly [struct: string]: { readonly [prop: string]: string } };

/** The types that are enums, whose values are texts. */
export const ENUMS: readonly string[] = [
${types.filter(({ kind }) => kind === 'enum').map(({ name }) => `  '${name}',`).join('\n')}
];

/** How one gets a value of each type: its constants, its factories, or the classes that implement it. */
export const TYPE_SOURCES: { readonly [type: string]: readonly string[] } = {
${[...sources, ...CDKTF_SOURCES].join('\n')}
};
`);
