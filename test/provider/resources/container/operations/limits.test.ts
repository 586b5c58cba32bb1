import { DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../../../provider/engine/engine';
import { EngineError } from '../../../../../provider/engine/errors';
import { Inspect } from '../../../../../provider/resources/container/fields/fact';
import { updateLimits } from '../../../../../provider/resources/container/operations/limits';
import { modelOf } from '../support';

const MIB = 1024 * 1024;
const bare = { name: 'one', image: 'busybox:latest' };

type Update = (limits: object) => Promise<void>;

/** Updates a container from the current to the desired limits, and returns what is sent to the engine. */
async function sentLimits(current: object, desired: object, update: Update = async () => undefined): Promise<object | undefined> {
  let limits: object | undefined;
  const docker = { getContainer: () => ({ update: (sent: object) => update(limits = sent) }) };
  const engine = { call: (_: string, work: (client: typeof docker) => Promise<unknown>) => work(docker) } as unknown as Engine;
  const inspect = {
    Id: 'a'.repeat(64), Name: '/one', Image: 'sha256:a', State: {}, Config: {}, NetworkSettings: {}, HostConfig: current,
  } as unknown as Inspect;
  await updateLimits(engine, inspect, modelOf({ ...bare, ...desired }));
  return limits;
}

test.each([
  ['nothing if nothing differs', { Memory: 64 * MIB, MemorySwap: 128 * MIB }, { memory: 64 }, undefined],
  ['memory with swap, since the engine validates both together', { Memory: 64 * MIB, MemorySwap: 128 * MIB }, { memory: 128 }, {
    Memory: 128 * MIB, MemorySwap: 256 * MIB,
  }],
  ['swap as configured', { Memory: 64 * MIB, MemorySwap: 128 * MIB }, { memory: 64, memory_swap: -1 }, {
    Memory: 64 * MIB,
    MemorySwap: -1,
  }],
  ['the engine\'s default swap once it is no longer configured', { Memory: 64 * MIB, MemorySwap: -1 }, { memory: 64 }, {
    Memory: 64 * MIB, MemorySwap: 128 * MIB,
  }],
  ['CPUs, processes and a restart policy', { PidsLimit: 50 }, { cpus: '.5', restart: 'on-failure', max_retry_count: 2 }, {
    NanoCpus: 5e8, PidsLimit: -1, RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 },
  }],
  ['memory nodes, real-time CPU and weight', {}, { cpuset_mems: '0', cpu_rt_period: 1000, cpu_rt_runtime: 100, blkio_weight: 300 }, {
    CpuRealtimePeriod: 1000, CpuRealtimeRuntime: 100, CpusetMems: '0', BlkioWeight: 300, PidsLimit: undefined,
  }],
  ['an explicit "no" for a removed restart policy', { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } }, {}, {
    RestartPolicy: { Name: 'no' },
  }],
])('sends %s', async (_, current, desired, expected) => {
  expect(await sentLimits(current, desired)).toEqual(expected);
});

test('names a runtime that can\'t change limits, and omits its usage text', async () => {
  const endpoint = { address: 'unix:///engine', origin: 'a test', target: { kind: 'unix', socketPath: '/engine' } } as never;
  const refused = sentLimits({ Memory: 64 * MIB, Runtime: 'runsc' }, { memory: 128 }, async () => {
    const answer = Object.assign(new Error('exit status 128: Usage: runsc\n\nSubcommands:\n  boot'), { statusCode: 500 });
    throw new EngineError('update', endpoint, answer);
  });
  const { diagnostics: [diagnostic] } = await refused.catch((error: unknown) => error) as DiagnosticError;
  expect(diagnostic!.summary).toBe('Could not change the limits of container "one"');
  expect(diagnostic!.detail).toBe([
    'The engine reports: exit status 128: Usage: runsc', '',
    'If runsc or the kernel can\'t make this change, replace the container: terraform apply -replace=<its address>.',
  ].join('\n'));
});
