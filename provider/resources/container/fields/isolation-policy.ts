import { Facts, setting } from './fact';
import { fromDocument, PolicyDocument } from '../../../../src/shared/controls/document';
import { MalformedPolicy } from '../../../../src/shared/controls/errors';
import { toAttributes } from '../../../../src/shared/controls/policy-attributes';
import { formatPolicy, parsePolicy } from '../../../../src/shared/controls/policy-text';
import { CONTROL_NAMES, ControlName, PRIVILEGED_IMPLIES } from '../../../../src/shared/controls/table';
import { text } from '../../../engine/canonical/form';
import { Validator } from '../../../framework/schema/schema';
import { exemptionProblem } from '../../../isolation/judge';

const IMPLIED = PRIVILEGED_IMPLIES.map((name) => `\`${name}\``);

/** Allows an isolation policy. */
export const aPolicy: Validator = {
  description: 'an isolation policy, such as "baseline@1"',
  check: (value) => {
    const problem = problemOf(value as string);
    return problem && `${JSON.stringify(value)} is no isolation policy. ${problem} `
      + 'The guide "Isolation policies in one line" describes what can be written.';
  },
};

/** Allows an object from controls to reasons. */
const someExemptions: Validator = {
  description: 'names of controls, each with a reason in words',
  check: (value) => Object.entries(value as Record<string, unknown>).map(([name, reason]) => {
    if (!CONTROL_NAMES.includes(name as ControlName)) {
      return `There is no control "${name}". The controls are: ${CONTROL_NAMES.join(', ')}.`;
    }
    return reason === null || typeof reason === 'string' ? exemptionProblem(name, reason ?? '') : undefined;
  }).find((problem) => problem !== undefined),
};

/** The attributes that set the minimum isolation of a container. */
export const isolationPolicyAttributes = {
  isolation_policy: {
    type: 'string',
    optional: true,
    validators: [aPolicy],
    canonical: text(shortest),
    description: 'The minimum isolation of the container, in one line, such as `restricted@1+gvisor memory<=512m`. A weaker container is '
      + 'refused at plan time, and again before it is created or changed. The engine does not know this attribute. The data source '
      + '`docker_isolation_policy` explains a policy.',
  },
  isolation_exemptions: {
    type: ['map', 'string'],
    optional: true,
    validators: [someExemptions],
    description: 'The controls of `isolation_policy` that this container is exempt from, and why: '
      + '`{ pid_namespace = "it counts processes" }`. An exemption from `privileged` is also an exemption from '
      + `${IMPLIED.slice(0, -1).join(', ')} and ${IMPLIED.at(-1)}.`,
  },
} as const;

const { isolation_policy: policy, isolation_exemptions: exemptions } = isolationPolicyAttributes;

export const isolationPolicyFacts = {
  isolation_policy: setting('string', policy), isolation_exemptions: setting(['map', 'string'], exemptions),
} satisfies Facts;

/** Returns the one spelling of a policy, or undefined if it is none: a state may have one that an earlier version accepted. */
function shortest(written: string): string | undefined {
  return problemOf(written) === undefined ? formatPolicy(parsePolicy(written)) : undefined;
}

function problemOf(written: string): string | undefined {
  try {
    parsePolicy(written);
    return undefined;
  } catch (error) {
    if (error instanceof MalformedPolicy) return error.message;
    throw error;
  }
}

/** Whether a container's policy, if it has one, can be read, as far as it is known. */
export function hasReadablePolicy({ isolation_policy: written }: { readonly [name: string]: unknown }): boolean {
  return typeof written !== 'string' || problemOf(written) === undefined;
}

/** Converts the block of earlier states, in which a policy had an attribute for each control, to attributes. */
export function withPolicyInOneLine(state: Record<string, unknown>): Record<string, unknown> {
  const { isolation_policy: blocks } = state;
  if (!Array.isArray(blocks)) return state;
  const [block] = blocks as readonly PolicyDocument[];
  return { ...state, ...(block === undefined ? { isolation_policy: null } : toAttributes(fromDocument(block))) };
}
