import { Path } from '../../diagnostics/diagnostics';
import { align } from '../schema/match';
import { Attribute, Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, isComputed, isOnlyComputed, knownBlocks } from '../schema/walk';
import { equal } from '../value/compare';
import { ObjectValue, Unknown, Value } from '../value/value';

/** A plan's violation of one of Terraform's rules for plans. */
export interface InvariantViolation {
  readonly path: Path;
  readonly problem: string;
}

/**
 * Checks the rules that Terraform enforces for plans, so that the provider itself reports a bug in a resource, with the resource's name:
 * - A configured value is planned as configured, or as in the prior state if that means the same.
 * - A value that is not configured is planned, or unknown, only if the schema says computed.
 * - There are as many blocks as configured.
 *
 * `config` is the configuration with defaults applied.
 */
export function invariantViolations(
  body: Body, config: ObjectValue, prior: ObjectValue | null, planned: ObjectValue, path: Path = [],
): InvariantViolation[] {
  const violations: InvariantViolation[] = [];
  for (const [name, attribute] of attributesOf(body)) {
    const problem = attributeProblem(attribute, config[name] ?? null, prior?.[name] ?? null, planned[name] ?? null);
    if (problem !== undefined) {
      violations.push({ path: [...path, name], problem });
    }
  }
  for (const [name, block] of blocksOf(body)) {
    violations.push(...blockViolations(block, config[name] ?? null, prior?.[name] ?? null, planned[name] ?? null, [...path, name]));
  }
  return violations;
}

function attributeProblem(attribute: Attribute, config: Value, prior: Value, planned: Value): string | undefined {
  if (isOnlyComputed(attribute) || equal(attribute.type, planned, config)) {
    return undefined;
  }
  if (config === null) {
    return isComputed(attribute) ? undefined : 'is neither configured nor computed, but has a planned value';
  }
  if (prior !== null && equal(attribute.type, planned, prior)) {
    return undefined;
  }
  return planned instanceof Unknown ? 'is configured, but planned as unknown' : 'is configured, but planned with another value';
}

function blockViolations(block: Block, config: Value, prior: Value, planned: Value, path: Path): InvariantViolation[] {
  if (config instanceof Unknown || planned instanceof Unknown) {
    const bothUnknown = config instanceof Unknown && planned instanceof Unknown;
    return bothUnknown ? [] : [{ path, problem: 'is known in only one of configuration and plan' }];
  }
  if (block.nesting === 'single') {
    if (isBody(config) && isBody(planned)) {
      return invariantViolations(block, config, isBody(prior) ? prior : null, planned, path);
    }
    const problem = isBody(config) ? 'is configured, but not planned' : 'is not configured, but planned';
    return isBody(config) === isBody(planned) ? [] : [{ path, problem }];
  }
  const configured = knownBlocks(config);
  const blocks = knownBlocks(planned);
  if (configured.length !== blocks.length || !Array.isArray(planned) || planned.length !== blocks.length) {
    const count = Array.isArray(planned) ? planned.length : 'no';
    return [{ path, problem: `has ${configured.length} blocks in the configuration and ${count} in the plan` }];
  }
  if (block.nesting === 'set') {
    const lost = align(block, configured, blocks, 'null').some((index) => index === undefined);
    return lost ? [{ path, problem: 'has a configured block that is not in the plan' }] : [];
  }
  const before = knownBlocks(prior);
  return configured.flatMap((element, index) => (
    invariantViolations(block, element, before[index] ?? null, blocks[index]!, [...path, index])
  ));
}
