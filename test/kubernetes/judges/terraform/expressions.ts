import { Json, JsonObject, isObject } from '../objects/api-object';

/*
 * The values of the expressions of a stack in Terraform JSON that need no provider: references to arguments of other resources, to
 * variables and to locals.
 */

/** A stack in Terraform JSON, as `cdk.tf.json` has it. */
export interface TerraformJson {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: object } };
  readonly variable?: { readonly [name: string]: object };
  readonly locals?: object;
  readonly [member: string]: unknown;
}

/** The values of variables that have no default. */
export interface Variables { readonly [name: string]: Json }

type Step = string | number;

const REFERENCE = /^[A-Za-z_][\w-]*(?:\.[\w-]+|\[(?:\d+|"[^"]*")\])*$/;

export class Expressions {
  constructor(private readonly stack: TerraformJson, private readonly variables: Variables = {}) {}

  /** Replaces all references in a value. A text that has any other expression stays as it is. */
  public evaluate(value: Json, above: readonly string[] = []): Json {
    if (typeof value === 'string') return this.text(value, above);
    if (Array.isArray(value)) return value.map((each: Json) => this.evaluate(each, above));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (
      each === undefined ? [] : [[name, this.evaluate(each, above)]]
    )));
  }

  private text(text: string, above: readonly string[]): Json {
    const parts = partsOf(text);
    const [first] = parts;
    if (parts.length === 1 && first.expression) return this.expression(first.text, above) ?? text;
    return parts.map((part) => {
      const value = part.expression ? this.expression(part.text, above) : part.text;
      return typeof value === 'object' ? `\${${part.text}}` : String(value ?? `\${${part.text}}`);
    }).join('');
  }

  /** Returns the value of an expression, or undefined if only Terraform or a provider knows it. */
  private expression(expression: string, above: readonly string[]): Json | undefined {
    const source = expression.trim();
    if (!REFERENCE.test(source)) return undefined;
    if (above.includes(source)) {
      throw new Error(`The expressions "${above.join('", "')}" refer to each other. Remove one of the references.`);
    }
    const steps = [...source.matchAll(/[A-Za-z_0-9][\w-]*|"[^"]*"/g)].map(([step]) => step);
    const value = this.referred(steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('"', ''))));
    return value === undefined ? undefined : this.evaluate(value, [...above, source]);
  }

  private referred([root, name, ...rest]: readonly Step[]): Json | undefined {
    const { variable = {}, locals = {}, resource: resources = {} } = this.stack;
    if (root === 'var') return follow(this.variables[name] ?? (variable[name] as JsonObject | undefined)?.default, rest);
    if (root === 'local') return follow((locals as JsonObject)[name], rest);
    const resource = resources[root]?.[name] as JsonObject | undefined;
    if (resource === undefined) return undefined;
    return rest[0] === 'id' ? idOf(resource) : follow(resource, rest);
  }
}

/** Returns the id that the provider gives to a resource: its name after its namespace, if it has one. */
function idOf(resource: JsonObject): Json | undefined {
  const name = follow(resource, ['metadata', 0, 'name']);
  const namespace = follow(resource, ['metadata', 0, 'namespace']);
  return typeof namespace === 'string' && typeof name === 'string' ? `${namespace}/${name}` : name;
}

/** Follows names and indices. A block of which there is one may be an object instead of a list. */
function follow(value: Json | undefined, [step, ...rest]: readonly Step[]): Json | undefined {
  if (step === undefined || value === undefined) return value;
  if (Array.isArray(value)) return follow((value as readonly Json[])[Number(step)], rest);
  if (!isObject(value)) return undefined;
  return step === 0 ? follow(value, rest) : follow(value[step], rest);
}

interface Part { readonly text: string; readonly expression: boolean }

/** Splits a text into its expressions and what is between them. `$${` is the text `${`. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let rest = text;
  let literal = '';
  while (rest !== '') {
    const escape = /^(\$\$|%%)\{/.exec(rest);
    const end = rest.startsWith('${') ? endOf(rest) : undefined;
    if (escape !== null) {
      literal += `${rest[0]}{`;
      rest = rest.slice(3);
    } else if (end !== undefined) {
      if (literal !== '') parts.push({ text: literal, expression: false });
      literal = '';
      parts.push({ text: rest.slice(2, end), expression: true });
      rest = rest.slice(end + 1);
    } else {
      literal += rest[0];
      rest = rest.slice(1);
    }
  }
  return literal === '' && parts.length > 0 ? parts : [...parts, { text: literal, expression: false }];
}

/** Returns where the expression at the start of a text ends, or undefined if it doesn't end. */
function endOf(text: string): number | undefined {
  let depth = 0;
  for (let index = 1; index < text.length; index++) {
    if (text[index] === '{') depth++;
    if (text[index] === '}' && --depth === 0) return index;
  }
  return undefined;
}
