import { Path, pathText } from '../../diagnostics/diagnostics';
import { Diagnostics } from '../diagnostics';
import { Attribute, Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, knownBlocks } from '../schema/walk';
import { isWhollyKnown } from '../value/compare';
import { Type } from '../value/type';
import { ObjectValue, Unknown, Value } from '../value/value';

/** Anything that has a configuration: the provider itself, a resource or a data source. */
export interface Configurable {
  readonly schema: Body;
  validate?(config: ObjectValue): void;
}

export interface ValidateOptions {
  /** Whether this Terraform keeps write-only values out of plans and states. @default false */
  readonly allowsWriteOnly?: boolean;
}

/** Adds every problem of a configuration to the diagnostics. Skips unknown values, which are validated once they are known. */
export async function validateConfig(
  configurable: Configurable, config: ObjectValue, diagnostics: Diagnostics, options: ValidateOptions = {},
): Promise<void> {
  validateBody(configurable.schema, config, [], diagnostics);
  if (!options.allowsWriteOnly) refuseWriteOnly(configurable.schema, config, [], diagnostics);
  await diagnostics.capture('validation', () => configurable.validate?.(config));
}

function validateBody(body: Body, config: ObjectValue, path: Path, diagnostics: Diagnostics): void {
  for (const [name, attribute] of attributesOf(body)) {
    validateAttribute(attribute, config[name] ?? null, [...path, name], diagnostics);
  }
  for (const [name, block] of blocksOf(body)) {
    validateBlocks(block, config[name] ?? null, [...path, name], diagnostics);
  }
}

/** Terraform before 1.11 would store write-only values. */
function refuseWriteOnly(body: Body, config: ObjectValue, path: Path, diagnostics: Diagnostics): void {
  for (const [name, attribute] of attributesOf(body)) {
    if (!attribute.writeOnly || (config[name] ?? null) === null) continue;
    diagnostics.addError(
      `\`${name}\` needs Terraform 1.11 or newer`,
      'It is write-only: Terraform passes it to the provider and stores it in neither plan nor state. Older versions of Terraform can\'t '
      + `do that. Upgrade Terraform, or use an attribute that is stored instead of \`${name}\`, with a value that is marked as sensitive.`,
      [...path, name],
    );
  }
  for (const [name, block] of blocksOf(body)) {
    const value = config[name] ?? null;
    knownBlocks(isBody(value) ? [value] : value).forEach((element, index) => {
      refuseWriteOnly(block, element, block.nesting === 'list' ? [...path, name, index] : [...path, name], diagnostics);
    });
  }
}

function validateAttribute(attribute: Attribute, value: Value, path: Path, diagnostics: Diagnostics): void {
  if (value === null) {
    if (attribute.required) {
      diagnostics.addError('Missing required argument', `The argument "${pathText(path)}" is required, but it is not set.`, path);
    }
    return;
  }
  if (attribute.deprecated !== undefined) {
    diagnostics.addWarning('Argument is deprecated', `${pathText(path)}: ${attribute.deprecated}`, path);
  }
  if (hasNullElement(attribute.type, value)) {
    const problem = 'An element is null, which is not allowed. Omit the element, as in [for one in ... : one if one != null].';
    diagnostics.addError(`Invalid value for "${pathText(path)}"`, problem, path);
    return;
  }
  if (!isWhollyKnown(value)) {
    return;
  }
  for (const validator of attribute.validators ?? []) {
    const problem = validator.check(value);
    if (problem !== undefined) {
      diagnostics.addError(`Invalid value for "${pathText(path)}"`, problem, path);
    }
  }
}

/** Whether a list or a set contains null. A null in a map is allowed, and means that the key is not set. */
function hasNullElement(type: Type, value: Value): boolean {
  return typeof type !== 'string' && (type[0] === 'list' || type[0] === 'set') && Array.isArray(value)
    && value.some((element: Value) => element === null || hasNullElement(type[1], element));
}

function validateBlocks(block: Block, value: Value, path: Path, diagnostics: Diagnostics): void {
  if (value instanceof Unknown) {
    return;
  }
  const elements = isBody(value) ? [value] : knownBlocks(value);
  if (elements.length > 0 && block.deprecated !== undefined) {
    diagnostics.addWarning('Block is deprecated', `${pathText(path)}: ${block.deprecated}`, path);
  }
  const { minItems = 0, maxItems = Infinity } = block;
  const count = `There are ${elements.length}`;
  if (elements.length < minItems) {
    diagnostics.addError(`Too few "${pathText(path)}" blocks`, `${count}, but at least ${minItems} are required.`, path);
  }
  if (elements.length > maxItems) {
    diagnostics.addError(`Too many "${pathText(path)}" blocks`, `${count}, but at most ${maxItems} are allowed.`, path);
  }
  elements.forEach((element, index) => validateBody(block, element, block.nesting === 'list' ? [...path, index] : path, diagnostics));
}
