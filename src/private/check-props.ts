import { Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { BerthError, throwIfAny } from './berth-error';
import { missingParameter, missingProp, wrongType } from './errors';
import { ENUMS, PROP_TYPES, TYPE_SOURCES } from './generated/prop-types';

type StructName = keyof typeof PROP_TYPES;

const PRIMITIVES: { readonly [type: string]: (value: unknown) => boolean } = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  any: () => true,
  json: (value) => isObject(value),
};

/** How many sources of a type a message names. */
const SHOWN_SOURCES = 6;

/** Throws an error if props have wrong types, or lack one that is required. */
export function requireProps(struct: StructName, props: object | undefined, scope?: IConstruct): void {
  requireObject(struct, props, scope);
  throwIfAny(checkProps(struct, props), scope);
}

/** Throws an error if what is given as props is no object. A spread of it would lose it silently. */
export function requireObject(struct: StructName, props: object | undefined, scope?: IConstruct): void {
  const isWrong = props !== undefined && !isObject(props);
  throwIfAny(isWrong ? [wrongType(`parameter of the type ${struct}`, expected(struct), shown(props))] : [], scope);
}

/** The type of a parameter, written as that of a prop, and the argument. */
export type Argument = readonly [type: string, value: unknown];

/**
 * Throws an error if arguments of a method have wrong types, or if one that is required is missing.
 *
 * @param show how a message shows the argument; by its type alone if it can be a secret
 */
export function requireArguments(given: { readonly [name: string]: Argument }, scope?: IConstruct, show: 'value' | 'type' = 'value'): void {
  throwIfAny(Object.entries(given).flatMap(([name, [written, value]]) => {
    const type = written.replace(/\?$/, '');
    if (value === undefined) return written === type ? [missingParameter(name, expected(type))] : [];
    if (type in PROP_TYPES && isObject(value)) return checkProps(type as StructName, value);
    return checkProp(type, value, name, show === 'value' ? shown : kindOf, 'parameter');
  }), scope);
}

/**
 * Returns what is wrong with the types of props. In TypeScript and in the languages of jsii, the types are checked before; in plain
 * JavaScript, a wrong one would only fail somewhere inside.
 */
function checkProps(struct: StructName, props: object | undefined, at = ''): BerthError[] {
  const given = (props ?? {}) as { readonly [name: string]: unknown };
  return Object.entries<string>(PROP_TYPES[struct]).flatMap(([name, written]) => {
    const type = written.replace(/\?$/, '');
    const value = given[name];
    if (value !== undefined) return checkProp(type, value, `${at}${name}`);
    return written === type && type !== 'any' ? [missingProp(`${at}${name}`, expected(type))] : [];
  });
}

function checkProp(type: string, value: unknown, name: string, show: (value: unknown) => string = shown, what = 'prop'): BerthError[] {
  // What Terraform computes can have any type.
  if (Token.isUnresolved(value)) return [];
  if (type.endsWith('[]') && Array.isArray(value)) {
    return value.flatMap((each, index) => checkProp(type.slice(0, -'[]'.length), each, `${name}[${index}]`, show, what));
  }
  const [, element] = /^Map<(.*)>$/.exec(type) ?? [];
  if (element !== undefined && isObject(value) && !Array.isArray(value)) {
    // A value can be a secret, such as one of `environment`.
    return Object.entries(value).flatMap(([key, each]) => checkProp(element, each, `${name}.${key}`, kindOf, what));
  }
  if (type in PROP_TYPES && isObject(value)) return checkProps(type as StructName, value, `${name}.`);
  return checkValue(type, value, `${what} \`${name}\``, show);
}

/** Returns what is wrong with a value, and not with what it contains. */
function checkValue(type: string, value: unknown, what: string, show: (value: unknown) => string): BerthError[] {
  const isWrong = !Token.isUnresolved(value) && !isOfType(type, value);
  return isWrong ? [wrongType(what, expected(type), show(value))] : [];
}

function isOfType(type: string, value: unknown): boolean {
  // Lists, maps and objects of the right form are checked by what they contain.
  if (type.endsWith('[]') || type.startsWith('Map<') || type in PROP_TYPES) return false;
  const isPrimitive = PRIMITIVES[type];
  if (isPrimitive) return isPrimitive(value);
  if (ENUMS.includes(type)) return typeof value === 'string';
  if (!(type in TYPE_SOURCES)) return isObject(value);
  // Only the name of a class tells, since two copies of this package can be loaded.
  return isObject(value) && (isInterface(type) || classNamesOf(value).includes(type));
}

/** An interface can have other implementations than the classes of this package. */
function isInterface(type: string): boolean {
  return /^I[A-Z]/.test(type);
}

function classNamesOf(value: object): string[] {
  const names: string[] = [];
  for (let each: unknown = Object.getPrototypeOf(value); isObject(each); each = Object.getPrototypeOf(each)) {
    names.push((each.constructor as { name?: string }).name ?? '');
  }
  return names;
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

/** Returns what a prop takes, in words. */
function expected(type: string): string {
  if (type.endsWith('[]')) return `a list, each of it ${expected(type.slice(0, -'[]'.length))}`;
  const [, element] = /^Map<(.*)>$/.exec(type) ?? [];
  if (element !== undefined) return `an object whose values are each ${expected(element)}`;
  if (type in PRIMITIVES) return type === 'json' ? 'an object' : `a ${type}`;
  if (type in PROP_TYPES) return `an object with the props of ${type}`;
  const { [type]: sources = [] } = TYPE_SOURCES;
  const more = sources.length > SHOWN_SOURCES ? ', …' : '';
  const examples = sources.length === 0 ? '' : `: ${sources.slice(0, SHOWN_SOURCES).join(', ')}${more}`;
  return `a value of the type ${type}${examples}`;
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : `a value of the type ${typeof value}`;
}

function shown(value: unknown): string {
  const [className] = isObject(value) ? classNamesOf(value) : [];
  if (className !== undefined && !['Object', 'Array'].includes(className)) return `a value of the type ${className}`;
  const text = typeof value === 'function' ? 'a function' : JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
