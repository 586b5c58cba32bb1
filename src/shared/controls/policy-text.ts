import { normalControls } from './compare';
import { Policy } from './document';
import { malformedPolicy } from './errors';
import { SharedFolder } from './host-path';
import { demandedNames, isSame, Limit } from './lattice';
import { BASELINE_CONTROLS, PRIVILEGED_CONTROLS, RESTRICTED_CONTROLS } from './profiles';
import { sharingProblem } from './shared-folder';
import { CONTROL_NAMES, controlRow, ControlName, Controls } from './table';
import { GVISOR_RUNTIMES, MICRO_VM_RUNTIMES, SANDBOXED_RUNTIMES } from '../runtimes';

/** A policy without the exemptions of one container, which are written beside it. */
type WrittenPolicy = Omit<Policy, 'exemptions'>;

/** The version of the profiles and kernels below. What a version means never changes: a change of a profile is another version. */
const VERSION = 1;

/** What a policy starts from, from the weakest. */
const PROFILES: { readonly [name: string]: Controls } = {
  none: PRIVILEGED_CONTROLS, baseline: BASELINE_CONTROLS, restricted: RESTRICTED_CONTROLS,
};

/** The kinds of kernel that a policy can ask for, by the names of the runtimes that have one. */
const KERNELS: { readonly [name: string]: readonly string[] } = {
  gvisor: GVISOR_RUNTIMES, micro_vm: MICRO_VM_RUNTIMES, sandboxed: SANDBOXED_RUNTIMES,
};

/** The name of a term for a shared folder. */
const SHARE = 'share';

/** The limits whose amounts can have a unit. */
const IN_BYTES: readonly ControlName[] = ['memory', 'disk_io'];
const UNITS = [['g', 1024 ** 3], ['m', 1024 ** 2], ['k', 1024]] as const;

/**
 * Writes a policy as one line: a profile with its version, the kernel, and each control that differs from the profile, such as
 * `restricted@1+gvisor memory<=512m share=/srv/models`.
 */
export function formatPolicy({ controls, sharedFolders }: WrittenPolicy): string {
  const normal = normalControls(controls);
  const kernel = Object.keys(KERNELS).find((name) => isSameControl('runtime', { runtime: KERNELS[name]! }, normal));
  const written = Object.keys(PROFILES).reverse().map((profile) => {
    const start = startOf(profile, kernel);
    const terms = CONTROL_NAMES.filter((name) => !isSameControl(name, start, normal)).map((name) => formatControl(name, normal[name]));
    return { head: `${profile}@${VERSION}${kernel === undefined ? '' : `+${kernel}`}`, terms };
  });
  const { head, terms } = written.reduce((shortest, each) => (each.terms.length < shortest.terms.length ? each : shortest));
  return [head, ...terms, ...sharedFolders.map(formatFolder)].join(' ');
}

/**
 * Reads what `formatPolicy` writes. Throws `MalformedPolicy` with the reason if it is anything else: another spelling of a term could mean
 * something else to the reader of a plan. Only the order of terms and names, and the number of plain spaces, don't matter.
 */
export function parsePolicy(text: string): WrittenPolicy {
  const [head = '', ...terms] = text.split(' ').filter((part) => part !== '');
  const controls: { [name: string]: unknown } = { ...parseHead(head) };
  const sharedFolders: SharedFolder[] = [];
  const seen = new Set<string>();
  for (const term of terms) {
    const [, name, operator, value] = /^(\w+)(<=|=)(.+)$/.exec(term) ?? [];
    if (name === undefined) {
      throw malformedPolicy(`"${term}" is no term. Write \`<control>=<value>\`, \`<control><=<amount>\` or \`share=<folder>\`.`);
    }
    if (name === SHARE && operator === '=') {
      const folder = parseFolder(value!);
      if (sharedFolders.some(({ path }) => path === folder.path)) throw malformedPolicy(`The folder "${folder.path}" is shared twice.`);
      sharedFolders.push(folder);
      requireSpelling(term, formatFolder(folder));
      continue;
    }
    const control = oneOf(CONTROL_NAMES, name, 'control') as ControlName;
    if (seen.has(control)) throw malformedPolicy(`The control "${control}" is written twice.`);
    seen.add(control);
    controls[control] = parseControl(control, operator as Operator, value!);
    requireSpelling(term, formatControl(control, controls[control]));
  }
  return { controls: normalControls(controls as Controls), sharedFolders };
}

function requireSpelling(term: string, spelling: string): void {
  if (term !== spelling) throw malformedPolicy(`\`${term}\` has to be written as \`${spelling}\`.`);
}

type Operator = '=' | '<=';

function parseHead(head: string): Controls {
  const [, profile, version, kernel] = /^(\w+)@(\d+)(?:\+(\w+))?$/.exec(head) ?? [];
  if (profile === undefined) {
    throw malformedPolicy(`It has to begin with a profile and its version, such as "baseline@${VERSION}"; given: "${head}".`);
  }
  oneOf(Object.keys(PROFILES), profile, 'profile');
  if (version !== String(VERSION)) {
    throw malformedPolicy(`The only version of the profiles is ${VERSION}; given: ${version}. A later version needs a later Berth.`);
  }
  if (kernel !== undefined) oneOf(Object.keys(KERNELS), kernel, 'kernel');
  return startOf(profile, kernel);
}

function startOf(profile: string, kernel: string | undefined): Controls {
  return { ...PROFILES[profile], ...(kernel !== undefined && { runtime: KERNELS[kernel] }) };
}

function isSameControl(name: ControlName, a: Controls, b: Controls): boolean {
  const { lattice } = controlRow(name);
  return isSame(lattice, a[name] ?? lattice.weakest, b[name] ?? lattice.weakest);
}

/** `any` asks for nothing, whatever the profile asks for. */
function formatControl(name: ControlName, value: unknown): string {
  if (value === undefined) return `${name}=any`;
  if (typeof value === 'number') return `${name}<=${formatAmount(name, value)}`;
  if (!Array.isArray(value)) return `${name}=${String(value)}`;
  return `${name}=${value.length === 0 ? emptyOf(name) : value.map(String).map(escaped).join(',')}`;
}

function parseControl(name: ControlName, operator: Operator, value: string): unknown {
  const { form, lattice, pattern } = controlRow(name);
  const refuse = (allowed: string) => malformedPolicy(`\`${name}\` can't be \`${operator}${value}\`. It can be ${allowed}.`);
  if (operator === '=' && value === 'any') return undefined;
  if (form === 'limit') {
    const limit = operator === '<=' ? parseAmount(name, value) : value === 'limited' ? value : undefined;
    if (limit === undefined) throw refuse('`=limited`, `<=` and a number above 0, or `=any`');
    return limit;
  }
  if (form === 'level') {
    if (operator === '=' && lattice.levels!.includes(value)) return value;
    throw refuse(lattice.levels!.map((level) => `\`=${level}\``).join(', '));
  }
  const names = value === emptyOf(name) ? [] : value.split(',').map(unescaped);
  if (form === 'calls' && operator === '=' && value === 'default') return value;
  const isWord = value !== emptyOf(name) && value.split(',').some((each) => WORDS.includes(each));
  if (operator !== '=' || isWord || names.some((each) => each === '' || pattern?.pattern.test(each) === false)) {
    const each = pattern === undefined ? 'names' : `names (each ${pattern.description})`;
    throw refuse(`\`=\` and ${each}, separated by commas, \`=${emptyOf(name)}\`${form === 'calls' ? ', `=default`' : ''} or \`=any\``);
  }
  return names;
}

/** An empty list allows no name, or, where names are required, requires some name. */
function emptyOf(name: ControlName): string {
  return controlRow(name).lattice.weakest === demandedNames.weakest ? 'some' : 'none';
}

function formatAmount(name: ControlName, amount: number): string {
  const [unit, size] = (IN_BYTES.includes(name) && UNITS.find(([, each]) => amount % each === 0)) || ['', 1];
  return `${amount / size}${unit}`;
}

function parseAmount(name: ControlName, text: string): Limit | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([kmg]?)$/.exec(text) ?? [];
  if (amount === undefined || (unit !== '' && !IN_BYTES.includes(name))) return undefined;
  const value = Number(amount) * (UNITS.find(([each]) => each === unit)?.[1] ?? 1);
  return value > 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function formatFolder({ path, readOnly }: SharedFolder): string {
  // What looks like a mode is not left at the end of a path.
  return `${SHARE}=${escaped(path).replace(/:(?=\w*$)/, '%3A')}${readOnly ? '' : ':rw'}`;
}

function parseFolder(text: string): SharedFolder {
  const isWritable = text.endsWith(':rw');
  const path = unescaped(isWritable ? text.slice(0, -':rw'.length) : text);
  if (!path.startsWith('/')) throw malformedPolicy(`A shared folder has to be an absolute path; given: "${path}".`);
  const folder = { path, readOnly: !isWritable };
  const problem = sharingProblem(folder);
  if (problem !== undefined) throw malformedPolicy(`${problem}.`);
  return folder;
}

/** The words that stand for other values than names. */
const WORDS: readonly string[] = ['any', 'none', 'some', 'default'];

/** Escapes what separates names, as in a URL, and every word that means something else. */
function escaped(name: string): string {
  const text = encodeURIComponent(name).replaceAll('%2F', '/').replaceAll('%3A', ':').replace(/:rw$/, '%3Arw');
  return WORDS.includes(text) ? `%${text.charCodeAt(0).toString(16)}${text.slice(1)}` : text;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformedPolicy(`"${text}" has a "%" that is not followed by two hexadecimal digits. Write "%25" for it.`);
  }
}

function oneOf(names: readonly string[], name: string, what: string): string {
  if (!names.includes(name)) throw malformedPolicy(`There is no ${what} "${name}". There are: ${names.join(', ')}.`);
  return name;
}
