import { createHash, randomUUID } from 'node:crypto';
import { Machine } from './machine';
import { HostBootstrap, schema } from './schema';
import { Engine } from '../../engine/engine';
import { ApplyContext, Resource } from '../../framework/resource';
import { Unknown, Value } from '../../framework/value/value';
import { requireFloorForBootstrap } from '../../isolation/judge';

type Planned = Record<'script_sha256' | 'machine', Value>;

/** `docker_host_bootstrap`. */
export const hostBootstrap: Resource<typeof schema, Engine> = {
  type: 'docker_host_bootstrap',
  schema,

  /** Plans a run if the script or the machine is another one, or if the machine is not what the script made. */
  plan({ client, prior, planned, warn }) {
    const machine = client && Machine.of(client).address;
    const wanted: Planned = {
      script_sha256: typeof planned.script === 'string' ? sha256(planned.script) : Unknown.PLAIN,
      machine: machine ?? Unknown.PLAIN,
    };
    if (prior !== null && isDone(prior as Planned, wanted)) {
      Object.assign(planned, { script_sha256: prior.script_sha256, machine: prior.machine, changes: prior.changes });
      return;
    }
    requireFloorForBootstrap(machine ?? 'The machine');
    Object.assign(planned, wanted, { changes: Unknown.PLAIN });
    if (prior === null || prior.script !== planned.script || machine === undefined) return;
    warn({
      summary: `The script runs again on ${machine}`,
      detail: prior.machine !== machine ? `It ran on ${String(prior.machine)} before.`
        : 'The machine does not note this script as its last, or has no engine. It may have been reinstalled, or a run was interrupted.',
    });
  },

  create: (context, desired) => run(context, { ...desired, id: randomUUID() }),

  async read({ client }, prior) {
    const { digest, hasEngine } = await Machine.of(client).inspect();
    client.isMissing = !hasEngine && digest === '';
    return { ...prior, script_sha256: hasEngine ? digest : '' };
  },

  async update(context, desired, prior) {
    const all = { ...desired, id: prior.id };
    const wanted = { script_sha256: sha256(desired.script!), machine: Machine.of(context.client).address };
    return isDone(prior as Planned, wanted) ? { ...all, ...wanted, changes: prior.changes } : run(context, all);
  },

  /** Does not connect, so that a machine that is gone is no obstacle. */
  async delete({ warn }, { machine }) {
    warn({
      summary: `${machine} stays as it is`,
      detail: 'Its engine, and what the script set up, is still there. Terraform no longer manages it. To clear the machine, reinstall it, '
        + 'or remove the engine\'s packages and its data (/var/lib/docker) there.',
    });
  },
};

function isDone(prior: Planned, wanted: Planned): boolean {
  return prior.script_sha256 === wanted.script_sha256 && prior.machine === wanted.machine;
}

async function run({ client }: ApplyContext<Engine, typeof schema>, desired: HostBootstrap): Promise<HostBootstrap> {
  const machine = Machine.of(client);
  requireFloorForBootstrap(machine.address);
  const script = desired.script!;
  const digest = sha256(script);
  const output = await machine.bootstrap({ script, digest, sudo: desired.sudo === true, timeout: desired.timeout_seconds! * 1000 });
  const changes = [...output.matchAll(/^changed: (.*)$/gm)].map(([, change]) => change!);
  return { ...desired, machine: machine.address, script_sha256: digest, changes };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
