import { Facts, settingBlock } from './fact';
import { Weakness, weaknesses } from '../../../../src/shared/controls/compare';
import { formOf, fromDocument, PolicyDocument } from '../../../../src/shared/controls/document';
import { DescribedContainer, observe } from '../../../../src/shared/controls/observe';
import { CONTROL_NAMES, ControlName, controlRow } from '../../../../src/shared/controls/table';
import { advice } from '../../../attestation/advice';
import { sources } from '../../../attestation/sources';
import { Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { Attribute, Block } from '../../../framework/schema/schema';
import { Unknown } from '../../../framework/value/value';
import { each, matching, oneOf, parsed } from '../../shared/validators';

const CAPABILITY = matching('a capability in capitals, without CAP_', /^(?!CAP_)[A-Z][A-Z0-9_]*$/);
const LIMIT = parsed('"limited" or a number above 0', (text) => text === 'limited' || Number(text) > 0 ? text : undefined);

/** What the values of a control mean, where they do not say it. */
const WORDS: { readonly [N in ControlName]?: string } = {
  capabilities: 'Those that it may have at most.',
  seccomp: '`["default"]` is the engine\'s own profile at most; else the calls that it may make at most.',
  apparmor: '`[]` is any profile; else the profiles of which it has to have one.',
  devices: 'Those that it may have at most.',
  runtime: 'Those that it may run under.',
  memory: 'Bytes at most.',
  cpus: 'At most: "0.5" is half of one.',
  open_files: 'At most, as the hard limit.',
  disk_io: 'Bytes per second at most.',
};

/** The block that says how a container has to be isolated at least. */
export const isolationPolicyBlock = {
  nesting: 'list',
  maxItems: 1,
  description: 'What the container has to be isolated by at least. A container that is weaker is refused, when it is planned and before it is made or changed. The engine is told nothing of it. '
    + 'A control that is left out asks for nothing.',
  attributes: Object.fromEntries(CONTROL_NAMES.map((name) => [name, attributeOf(name)])) as { readonly [N in ControlName]: Attribute },
  blocks: {
    exemption: {
      nesting: 'set',
      description: 'A control that this container is let off, and why. An exemption from `privileged` is one from `capabilities`, `seccomp`, `apparmor`, `devices` and `kernel_paths` too.',
      attributes: {
        control: { type: 'string', required: true, validators: [oneOf(...CONTROL_NAMES)], description: 'The control, by the name of its attribute.' },
        reason: { type: 'string', required: true, validators: [matching('a reason in words', /\S/)], description: 'Why, for those who read the plan and the attestation.' },
      },
    },
  },
} as const satisfies Block;

export const isolationPolicyFacts = { isolation_policy: settingBlock(isolationPolicyBlock) } satisfies Facts;

/** Refuses a container that is, so far as it is known, weaker than its policy asks. */
export function requirePolicy(container: DescribedContainer, engine?: Engine): void {
  const policies = Array.isArray(container.isolation_policy) ? container.isolation_policy as readonly unknown[] : [];
  const [policy] = policies.filter((block) => !(block instanceof Unknown));
  if (policy === undefined) return;
  const { controls, exemptions } = fromDocument(policy as PolicyDocument);
  const found = observe(container, { isUnknown: (value) => value instanceof Unknown, ...socketOf(engine) });
  const problems = weaknesses(controls, found, exemptions.map(({ control }) => control));
  if (problems.length > 0) throw new DiagnosticError(...problems.map((weakness) => refusal(weakness, container.name)));
}

function refusal({ control, wanted, found }: Weakness, name: unknown): Omit<Diagnostic, 'severity'> {
  const { title, lattice } = controlRow(control);
  const container = typeof name === 'string' ? `Container "${name}"` : 'The container';
  return {
    summary: `${container} is weaker than its isolation policy: ${title.toLowerCase()}`,
    detail: [
      `\`${control}\` is wanted: ${lattice.show(wanted)}; found: ${lattice.show(found)}.`,
      ...sources(control).map((source) => `Asked for by ${source}.`),
      '',
      `${advice(control, wanted)} Or let this container off, with a reason: exemption { control = "${control}" reason = "..." } in \`isolation_policy\`.`,
    ].join('\n'),
    path: ['isolation_policy', 0, control],
  };
}

/** Where the engine listens, if that is a socket, and known. */
function socketOf(engine: Engine | undefined): { engineSocket?: string } {
  try {
    const target = engine?.endpoint.target;
    return target?.kind === 'unix' ? { engineSocket: target.socketPath } : {};
  } catch {
    return {};
  }
}

function attributeOf(name: ControlName): Attribute {
  const { title, lattice } = controlRow(name);
  const description = [`${title}.`, WORDS[name], ...sources(name).map((source) => `${source}.`)].filter(Boolean).join(' ');
  switch (formOf(name)) {
    case 'names': return { type: ['set', 'string'], optional: true, description, ...(name === 'capabilities' && { validators: [each(CAPABILITY)] }) };
    case 'level': return { type: 'string', optional: true, description, validators: [oneOf(...lattice.levels as string[])] };
    case 'limit': return { type: 'string', optional: true, description, validators: [LIMIT] };
  }
}
