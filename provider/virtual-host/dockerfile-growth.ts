import { Instruction, Onbuild } from 'dockerfile-ast';
import { UnreadableDockerfile } from './dockerfile-lines';

/** The most that the values of all instructions may have together, in characters: a MiB. The engine keeps them in memory of its own. */
const MOST = 1024 ** 2;

/** How long a variable counts that a base image has, or an engine by itself. */
const UNKNOWN_LENGTH = 4096;

/** The instructions in which the engine does not replace variables. A shell in the container does. */
const NOT_EXPANDED: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'MAINTAINER', 'RUN', 'SHELL']);

const REFERENCE = /\$\{?([A-Za-z_]\w*)/g;

/** What may be a variable that an instruction sets: `ENV A=b`, `ENV A b`, `ARG A`. */
const NAME = /(?:^|[\s"'])([A-Za-z_]\w*)(?==|\s|$)/g;

/**
 * Throws if the variables of a Dockerfile may become long: with `ENV A=$A$A`, twice as long with each line. Counts at least what a value
 * has.
 */
export function requireBoundedValues(instructions: readonly Instruction[], given: { readonly [argument: string]: string }): void {
  const lengths = new Map(Object.entries(given).map(([name, value]) => [name, value.length]));
  let sum = 0;
  for (const instruction of instructions) {
    const effective = instruction instanceof Onbuild ? instruction.getTriggerInstruction() : instruction;
    const keyword = effective?.getKeyword() ?? '';
    if (NOT_EXPANDED.has(keyword)) continue;
    const text = effective?.getRawArgumentsContent() ?? '';
    const ofValues = [...text.matchAll(REFERENCE)].map(([, name]) => lengths.get(name!) ?? UNKNOWN_LENGTH);
    const length = ofValues.reduce((total, each) => total + each, text.length);
    sum += length;
    if (sum > MOST) {
      throw new UnreadableDockerfile(`With line ${instruction.getRange().start.line + 1}, its values may be longer than ${MOST} `
        + 'characters, as variables are replaced by their values. Use fewer variables of variables.');
    }
    if (keyword !== 'ENV' && keyword !== 'ARG') continue;
    for (const [, name] of text.matchAll(NAME)) lengths.set(name!, Math.max(length, lengths.get(name!) ?? 0));
  }
}
