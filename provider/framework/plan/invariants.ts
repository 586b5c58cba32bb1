import { Path } from '../../diagnostics/diagnostics';
import { align } from '../schema/match';
import { Attribute, Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, isComputed, isOnlyComputed, listed } from '../schema/walk';
import { equal } from '../value/compare';
import { ObjectValue, Unknown, Value } from '../value/value';

/** A promise to Terraform that a plan does not keep. */
export interface InvariantViolation {
  readonly path: Path;
  readonly problem: string;
}

/**
 * What Terraform will check of a plan, so that a mistake in a resource is found here, where its name is known:
 * - what is configured is kept, or planned as it was before where that means the same;
 * - what is not configured is planned only where the schema says computed, and so is what is not known;
 * - there are as many blocks as configured.
 *
 * The configuration is the one with defaults.
 */
export function invariantViolations(body: Body, config: ObjectValue, prior: ObjectValue | null, planned: ObjectValue, path: Path = []): InvariantViolation[] {
  const found: InvariantViolation[] = [];
  for (const [name, attribute] of attributesOf(body)) {
    const problem = attributeProblem(attribute, config[name] ?? null, prior?.[name] ?? null, planned[name] ?? null);
    if (problem !== undefined) {
      found.push({ path: [...path, name], problem });
    }
  }
  for (const [name, block] of blocksOf(body)) {
    found.push(...blockViolations(block, config[name] ?? null, prior?.[name] ?? null, planned[name] ?? null, [...path, name]));
  }
  return found;
}

function attributeProblem(attribute: Attribute, config: Value, prior: Value, planned: Value): string | undefined {
  if (isOnlyComputed(attribute) || equal(attribute.type, planned, config)) {
    return undefined;
  }
  if (config === null) {
    return isComputed(attribute) ? undefined : 'is not configured and not computed, and has a planned value';
  }
  if (prior !== null && equal(attribute.type, planned, prior)) {
    return undefined;
  }
  return planned instanceof Unknown ? 'is configured, and planned as unknown' : 'is configured, and planned with another value';
}

function blockViolations(block: Block, config: Value, prior: Value, planned: Value, path: Path): InvariantViolation[] {
  if (config instanceof Unknown || planned instanceof Unknown) {
    return config instanceof Unknown && planned instanceof Unknown ? [] : [{ path, problem: 'is known in only one of configuration and plan' }];
  }
  if (block.nesting === 'single') {
    if (!isBody(config) || !isBody(planned)) {
      return isBody(config) === isBody(planned) ? [] : [{ path, problem: `is ${isBody(config) ? '' : 'not '}configured, and ${isBody(planned) ? '' : 'not '}planned` }];
    }
    return invariantViolations(block, config, isBody(prior) ? prior : null, planned, path);
  }
  const wanted = listed(config);
  const there = listed(planned);
  if (wanted.length !== there.length || !Array.isArray(planned) || planned.length !== there.length) {
    return [{ path, problem: `has ${wanted.length} blocks in the configuration and ${Array.isArray(planned) ? planned.length : 'no'} in the plan` }];
  }
  if (block.nesting === 'set') {
    const lost = align(block, wanted, there, 'null').some((index) => index === undefined);
    return lost ? [{ path, problem: 'has a configured block that is not in the plan' }] : [];
  }
  const before = listed(prior);
  return wanted.flatMap((element, index) => invariantViolations(block, element, before[index] ?? null, there[index]!, [...path, index]));
}
