import { Path, pathText } from '../../diagnostics/diagnostics';
import { Report } from '../report';
import { Attribute, Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, listed } from '../schema/walk';
import { isWhollyKnown } from '../value/compare';
import { Type } from '../value/type';
import { ObjectValue, Unknown, Value } from '../value/value';

/** Something that is configured: the provider itself, a resource or a data source. */
export interface Configurable {
  readonly schema: Body;
  validate?(config: ObjectValue): void;
}

/** Finds every problem of a configuration that can be known now. What is unknown is looked at when it is known. */
export async function validateConfig(configurable: Configurable, config: ObjectValue, report: Report): Promise<void> {
  validateBody(configurable.schema, config, [], report);
  await report.guard('validation', () => configurable.validate?.(config));
}

function validateBody(body: Body, config: ObjectValue, path: Path, report: Report): void {
  for (const [name, attribute] of attributesOf(body)) {
    validateAttribute(attribute, config[name] ?? null, [...path, name], report);
  }
  for (const [name, block] of blocksOf(body)) {
    validateBlocks(block, config[name] ?? null, [...path, name], report);
  }
}

function validateAttribute(attribute: Attribute, value: Value, path: Path, report: Report): void {
  if (value === null) {
    if (attribute.required) {
      report.error('Missing required argument', `The argument "${pathText(path)}" is required, but it is not set.`, path);
    }
    return;
  }
  if (attribute.deprecated !== undefined) {
    report.warning('Argument is deprecated', `${pathText(path)}: ${attribute.deprecated}`, path);
  }
  if (hasNullElement(attribute.type, value)) {
    report.error(`Invalid value for "${pathText(path)}"`, 'An element of it is null, which says nothing. Leave it out, as in [for one in ... : one if one != null].', path);
    return;
  }
  if (!isWhollyKnown(value)) {
    return;
  }
  for (const validator of attribute.validators ?? []) {
    const complaint = validator.check(value);
    if (complaint !== undefined) {
      report.error(`Invalid value for "${pathText(path)}"`, complaint, path);
    }
  }
}

/** Whether there is a null in a list or a set. In a map it is as good as nothing. */
function hasNullElement(type: Type, value: Value): boolean {
  return typeof type !== 'string' && (type[0] === 'list' || type[0] === 'set') && Array.isArray(value)
    && value.some((element: Value) => element === null || hasNullElement(type[1], element));
}

function validateBlocks(block: Block, value: Value, path: Path, report: Report): void {
  if (value instanceof Unknown) {
    return;
  }
  const elements = isBody(value) ? [value] : listed(value);
  if (elements.length > 0 && block.deprecated !== undefined) {
    report.warning('Block is deprecated', `${pathText(path)}: ${block.deprecated}`, path);
  }
  const { minItems = 0, maxItems = Infinity } = block;
  if (elements.length < minItems) {
    report.error(`Too few "${pathText(path)}" blocks`, `${elements.length} given, at least ${minItems} needed.`, path);
  }
  if (elements.length > maxItems) {
    report.error(`Too many "${pathText(path)}" blocks`, `${elements.length} given, at most ${maxItems} allowed.`, path);
  }
  elements.forEach((element, index) => validateBody(block, element, block.nesting === 'list' ? [...path, index] : path, report));
}
