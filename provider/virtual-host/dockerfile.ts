import { DockerfileParser, Flag, From, Instruction, ModifiableInstruction, Onbuild } from 'dockerfile-ast';
import { requireBoundedValues } from './dockerfile-growth';
import { joined, UnreadableDockerfile } from './dockerfile-lines';
import { OWN_LABELS } from '../../src/shared/own-labels';

/** An image that a build uses. */
export interface UsedImage {
  readonly image: string;
  /** What uses it, for messages: `FROM in line 3`. */
  readonly by: string;
  /** For which platform a `FROM` asks, as it is written. */
  readonly platform?: string;
  /** Where a `FROM` names it. */
  readonly range?: Range;
}

export { UnreadableDockerfile };

type Range = NonNullable<ReturnType<From['getImageRange']>>;

const KEYWORDS = [
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL',
  'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
];

/** The base image without any content. */
const SCRATCH = 'scratch';

/** How a word begins that names the end of a here-document. */
const HERE_DOCUMENT = /(?:^|\s)\d*<<-?["']?[^\s<]/;

/** A variable: `$NAME`, `${NAME}`, `${NAME:-word}` or `${NAME:+word}`. */
const VARIABLE = /\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)(?::([-+])([^${}]*))?\}/g;

/** An argument that an `ARG` declares, with its default. */
const DECLARED = /([A-Za-z_]\w*)(?:=("[^"'\\]*"|'[^"'\\]*'|[^\s"'\\]*))?(?:\s+|$)/g;
const ALL_DECLARED = new RegExp(`^(?:${DECLARED.source})+$`);

/** The longest value of a variable, in characters, that a name of an image may have in it. */
const LONGEST_VALUE = 4096;

/** The number of a stage. An engine takes one that is too big for the name of an image. */
const STAGE_NUMBER = /^\d{1,9}$/;

/** What an `ADD` may be, after its flags: paths. An engine fetches a URL, from the network of the machine. */
const PATHS_ONLY = /^(?!.*github\.com\/)[^:$@\\]*$/i;

/** Labels whose names are what is written. A value with variables stays one value. */
const PLAIN_LABELS = /^(?:(?!berth\.)[\w./-]+=(?:"[^"\\`]*"|'[^'\\`]*'|[^\s"'\\`]*)(?:\s+|$))+$/;

/**
 * Returns the images that a Dockerfile uses: in each `FROM`, in `COPY --from`, in `RUN --mount`, and as its own syntax. An engine could
 * read a Dockerfile in another way than this parser does. So a Dockerfile in which the two may differ is unreadable, and so is one with an
 * `ADD` that the engine may fetch.
 *
 * @param given  the values of its arguments
 */
export function imagesOf(text: string, given: { readonly [argument: string]: string }): UsedImage[] {
  const content = joined(text);
  const dockerfile = DockerfileParser.parse(content);
  const instructions = dockerfile.getInstructions();
  requireOneReading(content, instructions);
  requireBoundedValues(instructions, given);
  const build = new Build(given);
  const syntax = dockerfile.getDirectives().filter((directive) => directive.getName().toLowerCase() === 'syntax');
  return [
    ...syntax.map((directive) => ({ image: directive.getValue(), by: `the directive in line ${directive.getRange().start.line + 1}` })),
    ...instructions.flatMap((instruction) => build.add(instruction)),
  ];
}

/** Returns the images that a trigger of an image, an instruction for a build from it, uses. Throws if that can't be known. */
export function imagesOfTrigger(trigger: string): UsedImage[] {
  if (/[\r\n]/.test(trigger)) throw new UnreadableDockerfile('It has several lines.');
  return imagesOf(`FROM ${SCRATCH}\nONBUILD ${trigger}`, {});
}

/** Returns a Dockerfile that can be read, with other names for the images in some of its `FROM`s. */
export function withBases(text: string, bases: ReadonlyArray<{ readonly range: Range; readonly image: string }>): string {
  const lines = joined(text).split('\n');
  for (const { range: { start, end }, image } of bases) {
    const line = lines[start.line]!;
    lines[start.line] = line.slice(0, start.character) + image + line.slice(end.character);
  }
  return lines.join('\n');
}

/**
 * Returns a Dockerfile that can be read, with a label in each stage before all of its other steps. The labels of a base image count for a
 * step otherwise, and the steps are also those of others who build from that image.
 */
export function withLabelInEachStage(text: string, label: string, value: string): string {
  const content = joined(text);
  const lines = content.split('\n');
  const ends = DockerfileParser.parse(content).getFROMs().map((from) => from.getRange().end.line);
  for (const end of ends.reverse()) lines.splice(end + 1, 0, `LABEL ${label}=${value}`);
  return lines.join('\n');
}

function requireOneReading(content: string, instructions: readonly Instruction[]): void {
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    if (!KEYWORDS.includes(keyword)) throw new UnreadableDockerfile(`${lineOf(instruction)} begins with ${JSON.stringify(keyword)}.`);
    // The engine's own builder has none, and reads their lines as instructions.
    const mayHaveHereDocument = ['ADD', 'COPY', 'RUN', 'ONBUILD'].includes(keyword);
    const isHereDocument = mayHaveHereDocument && HERE_DOCUMENT.test(instruction.getRawArgumentsContent() ?? '');
    if (isHereDocument) throw new UnreadableDockerfile(`${lineOf(instruction)} has a here-document.`);
    const effective = instruction instanceof Onbuild ? instruction.getTriggerInstruction() : instruction;
    if (effective?.getKeyword() === 'ADD' && !PATHS_ONLY.test(pathsOf(effective))) {
      throw new UnreadableDockerfile(`${lineOf(instruction)} adds something other than a plain path of the context, which the engine could `
        + 'fetch from the network of the machine. Fetch it in a RUN, or put it into the context.');
    }
    if (effective?.getKeyword() === 'LABEL' && maySetOwnLabel(effective)) {
      throw new UnreadableDockerfile(`${lineOf(instruction)} sets a label that begins with "${OWN_LABELS}", or may do so. Such labels say `
        + 'whose something is, and the provider sets them. Remove it, and write other labels as NAME=VALUE, without variables in NAME.');
    }
    const hidden = hiddenFlag(effective);
    if (hidden !== undefined) {
      throw new UnreadableDockerfile(
        `${lineOf(instruction)} has the flag ${JSON.stringify(hidden)}. Write it in one line, in ASCII, without quotes and "\\".`);
    }
  }
  const ofParser = new Map(instructions.map((instruction) => [instruction.getRange().start.line, instruction]));
  content.split('\n').forEach((line, index) => {
    const [word] = /^[^\s#]\S*/.exec(line.trimStart()) ?? [];
    if (word?.toUpperCase() === ofParser.get(index)?.getKeyword()) return;
    throw new UnreadableDockerfile(`Line ${index + 1} can be read in several ways. Write one instruction in it, with a plain name.`);
  });
}

/** Whether a `LABEL` sets a label by which the provider tells whose something is, or has a form of which that is not known. */
function maySetOwnLabel(label: Instruction): boolean {
  if (PLAIN_LABELS.test(label.getArgumentsContent() ?? '')) return false;
  const raw = label.getRawArgumentsContent() ?? '';
  // An engine drops quotes, the escape character with the end of a line, and comments in between.
  const readings = [raw, raw.replace(/^[ \t]*#.*$/gm, '')].map((text) => text.replace(/["'\\`\s]/g, ''));
  return readings.some((text) => text.includes('$') || text.includes(OWN_LABELS));
}

function pathsOf(instruction: Instruction): string {
  return (instruction.getRawArgumentsContent() ?? '').replace(/^(\s*--\S+\s)*/, '').replaceAll('\n', ' ');
}

function flagsOf(instruction: Instruction | null): readonly Flag[] {
  return instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
}

/**
 * Returns a flag that may not be what is written, or that this parser does not see. An engine takes all words before the first one without
 * "--" for flags, drops quotes and "\\", and separates words in the middle of some letters.
 */
function hiddenFlag(instruction: Instruction | null): string | undefined {
  const seen = flagsOf(instruction).map((flag) => flag.toString());
  const words = (instruction?.getTextContent() ?? '').trim().split(/[ \t]+/).slice(1);
  const end = words.findIndex((word) => !word.startsWith('--'));
  const leading = instruction instanceof ModifiableInstruction ? words.slice(0, end < 0 ? words.length : end) : [];
  const isPlain = (flag: string) => flag !== '--' && !/["'\\]|[^!-~]/.test(flag);
  return [...leading, ...seen].find((flag) => !isPlain(flag)) ?? leading.find((flag, index) => flag !== seen[index])
    ?? seen.slice(leading.length)[0];
}

/** What is known at a line of a Dockerfile. */
class Build {
  /** The arguments before the first stage, which its `FROM`s can use. */
  private readonly values = new Map<string, string | undefined>();
  /** The names of the stages. */
  private readonly stages: string[] = [];

  constructor(private readonly given: { readonly [argument: string]: string }) {}

  /** Returns the images that an instruction uses. */
  public add(instruction: Instruction): UsedImage[] {
    switch (instruction.getKeyword()) {
      case 'ARG':
        if (this.stages.length === 0) this.declareAll(instruction);
        return [];
      case 'FROM':
        return this.from(instruction);
      case 'ONBUILD': {
        // It runs in a later build, which has other stages.
        const trigger = (instruction as Onbuild).getTriggerInstruction();
        return trigger === null ? [] : imagesOfFlags(trigger, []);
      }
      default:
        // A stage can't refer to itself.
        return imagesOfFlags(instruction, this.stages.slice(0, -1));
    }
  }

  private declareAll(instruction: Instruction): void {
    const text = instruction.getArgumentsContent() ?? '';
    if (!ALL_DECLARED.test(text)) throw new UnreadableDockerfile(`${lineOf(instruction)} declares an argument that is not NAME=VALUE.`);
    for (const [, name, value = ''] of text.matchAll(DECLARED)) this.declare(name!, value);
  }

  private declare(name: string, written: string): void {
    const byDefault = this.expanded(written.replace(/^"([^"'\\]*)"$|^'([^"'$\\]*)'$/, '$1$2'));
    const value = this.given[name] ?? byDefault;
    // Engines differ in which one holds.
    const isTwice = this.values.has(name) && this.values.get(name) !== value;
    this.values.set(name, isTwice ? undefined : value);
  }

  private from(instruction: Instruction): UsedImage[] {
    const [written = '', as, name] = instruction.getArguments().map((argument) => argument.getValue());
    const image = this.expanded(written);
    if (image === undefined || image === '') throw unknownImage(instruction, written);
    const isStage = this.stages.includes(image.toLowerCase());
    this.stages.push(as?.toUpperCase() === 'AS' && name !== undefined ? name.toLowerCase() : '');
    if (image === SCRATCH || isStage) return [];
    const range = (instruction as From).getImageRange() ?? undefined;
    const isInOneLine = range?.start.line === range?.end.line;
    const platform = flagsOf(instruction).find((flag) => flag.getName() === 'platform')?.getValue();
    return [{
      image, by: `FROM in ${lineOf(instruction).toLowerCase()}`, ...platform && { platform }, ...range && isInOneLine && { range },
    }];
  }

  /**
   * Returns a text with the values of its variables, or undefined if it has a form that is not known, or is longer than any name of an
   * image: values of values could grow without bounds.
   */
  private expanded(text: string): string | undefined {
    if (text.length > LONGEST_VALUE) return undefined;
    let isKnown = true;
    let length = text.length;
    const result = text.replace(VARIABLE, (_, plain: string, braced: string, mode: string, word = '') => {
      const value = this.values.get(plain ?? braced);
      // Engines have values for some that no ARG declares, also from `build_args`.
      if (value === undefined || length > LONGEST_VALUE) {
        isKnown = false;
        return '';
      }
      const replacement = mode === '+' ? (value ? String(word) : '') : value || String(word);
      length += replacement.length;
      return replacement;
    });
    return isKnown && length <= LONGEST_VALUE && !/[$"'\\]|[^!-~]/.test(result) ? result : undefined;
  }
}

/** Returns the images that flags name: `--from=IMAGE`, and `--mount=from=IMAGE`. A stage is named by its name or its number. */
function imagesOfFlags(instruction: Instruction, stages: readonly string[]): UsedImage[] {
  const named = flagsOf(instruction).flatMap((flag) => {
    const value = flag.getValue() ?? '';
    if (flag.getName() === 'from') return [value];
    return flag.getName() === 'mount' ? value.split(',').flatMap((option) => /^from=(.*)$/i.exec(option)?.[1] ?? []) : [];
  });
  return named.flatMap((image) => {
    if (stages.includes(image.toLowerCase()) || STAGE_NUMBER.test(image)) return [];
    if (image.includes('$')) throw unknownImage(instruction, image);
    return [{ image, by: `${instruction.getKeyword()} in ${lineOf(instruction).toLowerCase()}` }];
  });
}

function unknownImage(instruction: Instruction, image: string): UnreadableDockerfile {
  return new UnreadableDockerfile(`${lineOf(instruction)} uses ${JSON.stringify(image)}, whose value is not known.`);
}

function lineOf(instruction: Instruction): string {
  return `Line ${instruction.getRange().start.line + 1}`;
}
