import { randomUUID } from 'node:crypto';
import {
  containersInState, containersToAttest, attributesOf, containerBlocks, inputs, loadAttestation, nodesNotAttested, outputs,
} from './schema';
import { unattestedLine } from './unattested-nodes';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { Context, defineSchema, Resource } from '../framework/resource';
import { Model } from '../framework/schema/model';
import { Unknown } from '../framework/value/value';
import { withPolicyInOneLine } from '../resources/container/fields/isolation-policy';

const schema = defineSchema({
  version: 1,
  description: 'An attestation: compares how strictly containers must be isolated with what the engine reports and with what is in force, '
    + 'as the kernel reports it while they run. An apply fails if a container is weaker. Every plan attests again, and plans an update '
    + 'if a container has become weaker. With `-refresh=false`, a plan does not look at the engine. With '
    + '`-refresh-only`, a failed attestation is written to the state, without an error.',
  attributes: {
    ...inputs,
    directory: {
      type: 'string',
      optional: true,
      requiresReplace: true,
      description: 'A folder on the machine that runs Terraform. Each apply writes the report to it: `isolation.json`, `isolation.txt`, '
        + 'and for auditors `isolation.html`, a single page that loads nothing else.',
    },
    id: { type: 'string', computed: true, stable: true, description: 'The id of the attestation.' },
    attested_at: { type: 'string', computed: true, description: 'When it was last applied (RFC 3339).' },
    ...outputs,
  },
  blocks: containerBlocks,
});

type Isolation = Model<typeof schema>;

/** The resource `docker_isolation`. */
export const isolation: Resource<typeof schema, Engine> = {
  type: 'docker_isolation',
  schema,
  upgrades: {
    0: ({ container, ...state }) => ({ ...state, container: (container as Record<string, unknown>[]).map(withPolicyInOneLine) }),
  },

  /** Plans an update if a container is weaker now. It plans `passed`, since an apply only succeeds if no container is weaker. */
  plan({ prior, planned }) {
    if (prior === null || (prior.weaknesses as string[]).length === 0) return;
    Object.assign(planned, { passed: true, weaknesses: [], json: Unknown.PLAIN, text: Unknown.PLAIN, attested_at: Unknown.PLAIN });
  },

  create: (context, desired) => apply(context, { ...desired, id: randomUUID() }),

  async read(context, prior) {
    const { attest, textOf, othersIn, unattestedNodesIn } = loadAttestation();
    // Others' containers, and nodes, come and go, so they are listed at an apply only. Otherwise their changes would change what refers
    // to the report.
    const listed = { others: othersIn(prior.json), unattestedNodes: unattestedNodesIn(prior.json) };
    const options = { probe: prior.probe !== false, fresh: false, signal: context.signal, ...listed };
    const report = await attest(context.client, await containersInState(prior, context.client, context.signal), options);
    if (report.weaknesses.length > 0) {
      context.warn({
        summary: 'Containers are isolated less than wanted',
        detail: `${bullets(report.weaknesses)}\n\nAn apply attests again, and fails if this is still so.`,
      });
    }
    return { ...prior, ...attributesOf(report, textOf(report)) };
  },

  update: (context, desired, prior) => apply(context, { ...desired, id: prior.id }),

  async delete(_context, { directory }) {
    const { removeReport } = loadAttestation();
    if (directory !== null) await removeReport(directory);
  },
};

async function apply({ client, signal, warn }: Context<Engine>, desired: Isolation): Promise<Isolation> {
  const { attest, textOf, writeReport } = loadAttestation();
  const containers = await containersToAttest(desired, client, signal);
  const unattested = await nodesNotAttested(desired, client, signal);
  if (unattested !== null && unattested.length > 0) {
    warn({ summary: 'Not all nodes of the swarm are attested', detail: `${unattestedLine(unattested)}\n\nConnect to these nodes, too.` });
  }
  const report = await attest(client, containers, { probe: desired.probe !== false, fresh: true, signal, unattestedNodes: unattested });
  const time = new Date().toISOString();
  if (desired.directory !== null) await writeReport(desired.directory, report, time);
  if (report.weaknesses.length > 0) {
    throw new DiagnosticError({
      summary: `${report.weaknesses.length} ${report.weaknesses.length === 1 ? 'control is' : 'controls are'} weaker than wanted`,
      detail: [
        bullets(report.weaknesses),
        '',
        'Make these containers stricter, relax the policy, or add an exemption with its reason to `isolation_exemptions`.',
        ...(desired.directory === null ? [] : [`The whole report is in ${desired.directory}.`]),
      ].join('\n'),
      path: ['container'],
    });
  }
  return { ...desired, attested_at: time, ...attributesOf(report, textOf(report)) };
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
