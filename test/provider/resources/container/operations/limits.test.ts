import { DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../../../provider/engine/engine';
import { EngineError } from '../../../../../provider/engine/errors';
import { Inspect } from '../../../../../provider/resources/container/fields/fact';
import { updateLimits } from '../../../../../provider/resources/container/operations/limits';
import { modelOf } from '../support';

const MIB = 1024 * 1024;
const bare = { name: 'one', image: 'busybox:latest' };

/** A container with these limits, and what the engine is asked to make of them. */
async function asked(now: object, desired: object, update: (limits: object) => Promise<void> = async () => undefined): Promise<object | undefined> {
  let limits: object | undefined;
  const docker = { getContainer: () => ({ update: (given: object) => update(limits = given) }) };
  const engine = { call: (_: string, work: (client: typeof docker) => Promise<unknown>) => work(docker) } as unknown as Engine;
  const inspect = { Id: 'a'.repeat(64), Name: '/one', Image: 'sha256:a', State: {}, Config: {}, NetworkSettings: {}, HostConfig: now } as unknown as Inspect;
  await updateLimits(engine, inspect, modelOf({ ...bare, ...desired }));
  return limits;
}

test.each([
  ['nothing where nothing differs', { Memory: 64 * MIB, MemorySwap: 128 * MIB }, { memory: 64 }, undefined],
  ['memory with twice as much swap, since the engine holds both together', { Memory: 64 * MIB, MemorySwap: 128 * MIB }, { memory: 128 }, { Memory: 128 * MIB, MemorySwap: 256 * MIB }],
  ['swap as it is asked for', { Memory: 64 * MIB, MemorySwap: 128 * MIB }, { memory: 64, memory_swap: -1 }, { Memory: 64 * MIB, MemorySwap: -1 }],
  ['the engine\'s own swap where it is not asked for any more', { Memory: 64 * MIB, MemorySwap: -1 }, { memory: 64 }, { Memory: 64 * MIB, MemorySwap: 128 * MIB }],
  ['CPUs, processes and a restart policy by themselves', { PidsLimit: 50 }, { cpus: '.5', restart: 'on-failure', max_retry_count: 2 }, {
    NanoCpus: 5e8, PidsLimit: -1, RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 },
  }],
  ['memory nodes, real-time CPU and weight by themselves', {}, { cpuset_mems: '0', cpu_rt_period: 1000, cpu_rt_runtime: 100, blkio_weight: 300 }, {
    CpuRealtimePeriod: 1000, CpuRealtimeRuntime: 100, CpusetMems: '0', BlkioWeight: 300, PidsLimit: undefined,
  }],
  ['no restart policy in so many words', { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } }, {}, { RestartPolicy: { Name: 'no' } }],
])('the engine is asked for %s', async (_, now, desired, expected) => {
  expect(await asked(now, desired)).toEqual(expected);
});

test('a runtime that can\'t do it is named, and its manual is left out', async () => {
  const endpoint = { address: 'unix:///engine', origin: 'a test', target: { kind: 'unix', socketPath: '/engine' } } as never;
  const refused = asked({ Memory: 64 * MIB, Runtime: 'runsc' }, { memory: 128 }, async () => {
    throw new EngineError('update', endpoint, Object.assign(new Error('exit status 128: Usage: runsc\n\nSubcommands:\n  boot'), { statusCode: 500 }));
  });
  const { diagnostics: [diagnostic] } = await refused.catch((error: unknown) => error) as DiagnosticError;
  expect(diagnostic!.summary).toBe('Could not change the limits of container "one"');
  expect(diagnostic!.detail).toBe('The engine says: exit status 128: Usage: runsc\n\nWhere runsc or the kernel can\'t make this change, have the container replaced: terraform apply -replace=<its address>.');
});
