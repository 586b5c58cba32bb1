import { Engine } from '../../../../../provider/engine/engine';
import { ContainerModel } from '../../../../../provider/resources/container/fields/schema';
import { inspectAsModeled } from '../../../../../provider/resources/container/operations/inspect';

const MIB = 1024 * 1024;

/** An engine with one container, with or without swap accounting. */
function engineWith(hostConfig: object, swapLimit: boolean): Engine {
  const inspect = {
    Id: 'one',
    Name: '/one',
    Image: 'sha256:a',
    State: { Running: true },
    Config: {},
    HostConfig: hostConfig,
    NetworkSettings: {},
  };
  const read = async (_what: string, _path: string, check: (answer: unknown) => unknown) => check(inspect);
  return { read, info: async () => ({ SwapLimit: swapLimit }), version: async () => ({ isPodman: false }) } as unknown as Engine;
}

async function reportedSwap(hostConfig: object, swapLimit: boolean, model?: Partial<ContainerModel>): Promise<unknown> {
  return (await inspectAsModeled(engineWith(hostConfig, swapLimit), 'one', model as ContainerModel))!.HostConfig.MemorySwap;
}

test.each([
  ['restores the default limit that an engine without swap accounting drops', { Memory: 64 * MIB, MemorySwap: -1 }, false, {}, 128 * MIB],
  ['reports no limit as a change if the engine accounts swap', { Memory: 64 * MIB, MemorySwap: -1 }, true, {}, -1],
  ['reports no limit if none is configured', { Memory: 64 * MIB, MemorySwap: -1 }, false, { memory_swap: -1 }, -1],
  ['derives nothing without a memory limit', { Memory: 0, MemorySwap: -1 }, false, {}, -1],
])('%s', async (_, hostConfig, swapLimit, model, expected) => {
  expect(await reportedSwap(hostConfig, swapLimit, model)).toBe(expected);
});
