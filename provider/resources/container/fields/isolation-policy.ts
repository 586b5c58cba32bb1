import { Facts, settingBlock } from './fact';
import { IsolationFloor, readIsolationFloor } from './isolation-floor';
import { Violation, violations } from '../../../../src/shared/controls/compare';
import { fromDocument, PolicyDocument } from '../../../../src/shared/controls/document';
import { observe } from '../../../../src/shared/controls/observe';
import { DescribedContainer } from '../../../../src/shared/controls/reader';
import { CONTROL_NAMES, ControlName, controlRow, Controls, PRIVILEGED_IMPLIES, sourcesOf } from '../../../../src/shared/controls/table';
import { Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { Attribute, Block } from '../../../framework/schema/schema';
import { Unknown } from '../../../framework/value/value';
import { each, matching, oneOf, parsed } from '../../shared/validators';

const LIMIT = parsed('"limited" or a number above 0', (text) => text === 'limited' || Number(text) > 0 ? text : undefined);

const IMPLIED = PRIVILEGED_IMPLIES.map((name) => `\`${name}\``);

/** The block that sets the minimum isolation of a container. */
export const isolationPolicyBlock = {
  nesting: 'list',
  maxItems: 1,
  description: 'The minimum isolation of the container. A weaker container is refused at plan time, and again before it is created or '
    + 'changed. The engine does not know this block. A control that is not set has no requirement.',
  attributes: Object.fromEntries(CONTROL_NAMES.map((name) => [name, attributeOf(name)])) as { readonly [N in ControlName]: Attribute },
  blocks: {
    exemption: {
      nesting: 'set',
      description: 'A control that this container is exempt from, and why. An exemption from `privileged` is also an exemption from '
        + `${IMPLIED.slice(0, -1).join(', ')} and ${IMPLIED.at(-1)}.`,
      attributes: {
        control: {
          type: 'string',
          required: true,
          validators: [oneOf(...CONTROL_NAMES)],
          description: 'The control, by the name of its attribute.',
        },
        reason: {
          type: 'string',
          required: true,
          validators: [matching('a reason in words', /\S/)],
          description: 'Why it is needed, for readers of the plan and of the attestation.',
        },
      },
    },
  },
} as const satisfies Block;

export const isolationPolicyFacts = { isolation_policy: settingBlock(isolationPolicyBlock) } satisfies Facts;

/** Throws if a container is weaker than its policy. Unknown values are accepted. */
export function requirePolicy(container: DescribedContainer, engine?: Engine): void {
  throwIfAny(belowPolicy(container, engine));
}

/** Throws if a container is weaker than the floor that the environment names, or if that can't be read. Accepts unknown values. */
export function requireFloor(container: DescribedContainer, engine?: Engine, environment: NodeJS.ProcessEnv = process.env): void {
  throwIfAny(belowFloor(container, engine, readIsolationFloor(environment)));
}

function observedOf(container: DescribedContainer, engine: Engine | undefined): Controls {
  return observe(container, { isUnknown: (value) => value instanceof Unknown, ...socketOf(engine) });
}

function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new DiagnosticError(...problems);
}

type Problem = Omit<Diagnostic, 'severity'>;

function belowPolicy(container: DescribedContainer, engine: Engine | undefined): Problem[] {
  const policies = Array.isArray(container.isolation_policy) ? container.isolation_policy as readonly unknown[] : [];
  const [policy] = policies.filter((block) => !(block instanceof Unknown));
  if (policy === undefined) return [];
  const { controls, exemptions } = fromDocument(policy as PolicyDocument);
  const exempt = exemptions.map(({ control }) => control);
  return violations(controls, observedOf(container, engine), exempt).map((violation) => refusal(violation, container, {
    judge: 'its isolation policy',
    requires: 'the policy requires',
    exempt: 'Or exempt this container, with a reason: '
      + `exemption { control = "${violation.control}" reason = "..." } in \`isolation_policy\`.`,
    path: ['isolation_policy', 0, violation.control],
  }));
}

/** The stack's own exemptions don't count: only the owner of the floor can exempt a container from it. */
function belowFloor(container: DescribedContainer, engine: Engine | undefined, floor: IsolationFloor | undefined): Problem[] {
  if (floor === undefined) return [];
  const exempt = floor.exemptions.filter((exemption) => exemption.container === container.name).map(({ control }) => control);
  return violations(floor.controls, observedOf(container, engine), exempt).map((violation) => refusal(violation, container, {
    judge: 'the isolation floor of this machine',
    requires: `the floor in "${floor.path}" requires`,
    exempt: 'Only the owner of that file can exempt the container.',
  }));
}

/** What differs between refusals. */
interface Judgement {
  readonly judge: string;
  readonly requires: string;
  readonly exempt: string;
  readonly path?: Diagnostic['path'];
}

function refusal(
  { control, wanted, found }: Violation, { name }: DescribedContainer, { judge, requires, exempt, path }: Judgement,
): Problem {
  const { title, lattice } = controlRow(control);
  const container = typeof name === 'string' ? `Container "${name}"` : 'The container';
  return {
    summary: `${container} is weaker than ${judge}: ${title.toLowerCase()}`,
    detail: [
      `\`${control}\`: ${requires} ${lattice.show(wanted)}, but the value is ${lattice.show(found)}.`,
      ...sourcesOf(control).map((source) => `Asked for by ${source}.`),
      '',
      `${remedyFor(control, wanted)} ${exempt}`,
    ].join('\n'),
    ...(path && { path }),
  };
}

/** Returns what to change in the attributes of a container so that it satisfies a control. */
export function remedyFor(control: ControlName, wanted: unknown): string {
  const { lattice, remedy: { resource: remedy } } = controlRow(control);
  return typeof remedy === 'string' ? remedy : remedy(wanted, lattice.show(wanted));
}

/** Returns the path of the engine's socket, if the engine is known and listens on one. */
function socketOf(engine: Engine | undefined): { engineSocket?: string } {
  try {
    const target = engine?.endpoint.target;
    return target?.kind === 'unix' ? { engineSocket: target.socketPath } : {};
  } catch {
    return {};
  }
}

function attributeOf(name: ControlName): Attribute {
  const { title, values, lattice, form, pattern } = controlRow(name);
  const description = [`${title}.`, values, ...sourcesOf(name).map((source) => `${source}.`)].filter(Boolean).join(' ');
  switch (form) {
    case 'names':
    case 'calls': return {
      type: ['set', 'string'],
      optional: true,
      description,
      ...(pattern && { validators: [each(matching(pattern.description, pattern.pattern))] }),
    };
    case 'level': return { type: 'string', optional: true, description, validators: [oneOf(...lattice.levels as string[])] };
    case 'limit': return { type: 'string', optional: true, description, validators: [LIMIT] };
  }
}
