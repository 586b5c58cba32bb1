import { Path } from '../../diagnostics/diagnostics';
import { sameAttribute, sameBlock } from '../schema/canonical';
import { Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, isOnlyComputed, knownBlocks } from '../schema/walk';
import { ObjectValue, Unknown, Value } from '../value/value';

/**
 * Returns the paths at which the plan differs from the prior state in a way that requires replacement. Attributes that
 * can't be configured never do. Removing a value counts as a change like any other.
 */
export function replacements(body: Body, prior: ObjectValue, planned: ObjectValue, path: Path = []): Path[] {
  const paths: Path[] = [];
  for (const [name, attribute] of attributesOf(body)) {
    if (attribute.requiresReplace && !sameAttribute(attribute, prior[name] ?? null, planned[name] ?? null)) {
      paths.push([...path, name]);
    }
  }
  for (const [name, block] of blocksOf(body)) {
    paths.push(...blockReplacements(block, prior[name] ?? null, planned[name] ?? null, [...path, name]));
  }
  return paths;
}

/** Returns the names of the top-level attributes and blocks that can be configured and that differ. */
export function differences(body: Body, prior: ObjectValue, planned: ObjectValue): string[] {
  return [
    ...attributesOf(body)
      .filter(([name, attribute]) => !isOnlyComputed(attribute) && !sameAttribute(attribute, prior[name] ?? null, planned[name] ?? null))
      .map(([name]) => name),
    ...blocksOf(body).filter(([name, block]) => !sameBlocks(block, prior[name] ?? null, planned[name] ?? null)).map(([name]) => name),
  ];
}

function blockReplacements(block: Block, prior: Value, planned: Value, path: Path): Path[] {
  if (!anyReplaces(block) || sameBlocks(block, prior, planned)) {
    return [];
  }
  // Unknown blocks may turn out to differ during apply, when it is too late to require replacement.
  if (block.requiresReplace || planned instanceof Unknown) {
    return [path];
  }
  if (block.nesting === 'single') {
    return isBody(prior) && isBody(planned)
      ? replacements(block, prior, planned, path)
      : addedOrRemoved(block, [prior, planned].filter(isBody), path);
  }
  const { left, right } = unpaired(block, knownBlocks(prior), knownBlocks(planned));
  // Blocks that differ only in attributes that can be updated in place are counterparts, too.
  pairOff(block, left, right, (before, after) => replacements(block, before, after).length === 0);
  const paths: Path[] = [];
  for (const [index, element] of left) {
    const other = block.nesting === 'list' ? right.get(index) : undefined;
    if (other !== undefined) {
      paths.push(...replacements(block, element, other, [...path, index]));
      left.delete(index);
      right.delete(index);
    }
  }
  return [...paths, ...addedOrRemoved(block, [...left.values(), ...right.values()], path)];
}

/** Returns the path if an added or removed block sets something that requires replacement. */
function addedOrRemoved(block: Block, elements: readonly ObjectValue[], path: Path): Path[] {
  return elements.some((element) => setsReplacing(block, element)) ? [path] : [];
}

function setsReplacing(body: Body, value: ObjectValue): boolean {
  return attributesOf(body).some(([name, attribute]) => attribute.requiresReplace && (value[name] ?? null) !== null)
    || blocksOf(body).some(([name, block]) => {
      const elements = [...knownBlocks(value[name]), ...[value[name]].filter(isBody)];
      return elements.some((element) => block.requiresReplace || setsReplacing(block, element));
    });
}

function anyReplaces(block: Block): boolean {
  return block.requiresReplace === true || attributesOf(block).some(([, attribute]) => attribute.requiresReplace)
    || blocksOf(block).some(([, inner]) => anyReplaces(inner));
}

/** Whether blocks are the same in everything that can be configured. */
function sameBlocks(block: Block, prior: Value, planned: Value): boolean {
  if (planned instanceof Unknown || prior instanceof Unknown) {
    return false;
  }
  if (block.nesting === 'single') {
    return isBody(prior) && isBody(planned) ? sameElement(block, prior, planned) : prior === planned;
  }
  const { left, right } = unpaired(block, knownBlocks(prior), knownBlocks(planned));
  return left.size === 0 && right.size === 0;
}

function sameElement(block: Block, prior: ObjectValue, planned: ObjectValue): boolean {
  return differences(block, prior, planned).length === 0 || sameBlock(block, prior, planned);
}

interface Unpaired {
  readonly left: Map<number, ObjectValue>;
  readonly right: Map<number, ObjectValue>;
}

/** Returns the blocks that have no equal on the other side, by position. */
function unpaired(block: Block, prior: readonly ObjectValue[], planned: readonly ObjectValue[]): Unpaired {
  const left = new Map(prior.entries());
  const right = new Map(planned.entries());
  pairOff(block, left, right, (before, after) => sameElement(block, before, after));
  return { left, right };
}

/** Removes pairs of counterparts: blocks at the same position or, unless order is significant, at any position. */
function pairOff(
  block: Block,
  left: Map<number, ObjectValue>,
  right: Map<number, ObjectValue>,
  isCounterpart: (before: ObjectValue, after: ObjectValue) => boolean,
): void {
  for (const [index, element] of left) {
    const candidates = block.ordered ? [index] : [index, ...right.keys()];
    const counterpart = candidates.find((candidate) => right.has(candidate) && isCounterpart(element, right.get(candidate)!));
    if (counterpart !== undefined) {
      left.delete(index);
      right.delete(counterpart);
    }
  }
}
