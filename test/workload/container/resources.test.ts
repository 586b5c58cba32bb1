import { Control, Exemption, Size } from '../../../src';
import { addTo, containerWith, refusal, testHost } from '../../assertions';

test('sets the limits of the baseline by default', () => {
  const container = containerWith({});
  expect(container).toMatchObject({
    memory: 1_024, cpus: '1', pids_limit: 1_024, ulimit: [{ name: 'nofile', soft: 16_384, hard: 16_384 }],
  });
  for (const absent of ['memory_swap', 'cpu_shares', 'shm_size', 'cpu_period', 'cpu_quota']) expect(container).not.toHaveProperty(absent);
});

test('renders all options', () => {
  expect(containerWith({
    memory: Size.gibibytes(2),
    memorySwap: Size.gibibytes(2),
    cpus: 1.5,
    cpuShares: 512,
    pidsLimit: 100,
    ulimits: [{ name: 'nproc', soft: 10, hard: 20 }, { name: 'core', soft: 0 }],
    sharedMemory: Size.mebibytes(128),
  })).toMatchObject({
    memory: 2_048,
    memory_swap: 2_048,
    cpus: '1.5',
    cpu_shares: 512,
    pids_limit: 100,
    ulimit: [{ name: 'nofile', soft: 16_384, hard: 16_384 }, { name: 'nproc', soft: 10, hard: 20 }, { name: 'core', soft: 0, hard: 0 }],
    shm_size: 128,
  });
});

test('a limit of open files replaces the default, whatever the case of its name', () => {
  const limit = { name: 'NOFILE', soft: 10, hard: 20 };
  expect(containerWith({ ulimits: [limit] })).toMatchObject({ ulimit: [limit] });
});

test.each([
  [{ memory: Size.mebibytes(5) }, 'The memory limit must be at least 6 MiB, the engine\'s minimum; given: 5 MiB.'],
  [{ memory: Size.kibibytes(8_000) }, 'The memory limit must be a whole number of MiB; given: 8000 KiB.'],
  [{ memorySwap: Size.mebibytes(512) },
    'memorySwap is the sum of memory and swap, so it must be at least the memory limit, 1 GiB; given: 512 MiB.'],
  [{ memory: Size.mebibytes(64), memorySwap: Size.kibibytes(66_000) }, 'memorySwap must be a whole number of MiB; given: 66000 KiB.'],
  [{ sharedMemory: Size.kibibytes(1) }, 'sharedMemory must be a whole number of MiB; given: 1 KiB.'],
  [{ cpus: 0 }, 'cpus must be a number of at least 0.01; given: 0.'],
  [{ cpus: Infinity }, 'cpus must be a number of at least 0.01; given: Infinity.'],
  [{ cpuShares: 1 }, 'cpuShares must be a whole number of at least 2; given: 1.'],
  [{ pidsLimit: 0 }, 'pidsLimit must be a whole number of at least 1, or -1 for no limit; given: 0.'],
  [{ pidsLimit: 1.5 }, 'pidsLimit must be a whole number of at least 1, or -1 for no limit; given: 1.5.'],
  [{ ulimits: [{ name: 'nproc', soft: 20, hard: 10 }] }, 'The soft limit of "nproc" must not exceed its hard limit, 10; given: 20.'],
  [{ ulimits: [{ name: 'nproc', soft: -1, hard: 10 }] }, 'The soft limit of "nproc" must not exceed its hard limit, 10; given: -1.'],
  [{ ulimits: [{ name: 'nproc', soft: -2 }] }, 'The limit "nproc" must be a whole number of at least 0, or -1 for no limit; given: -2.'],
])('rejects %j', (options, message) => {
  expect(refusal(() => addTo(testHost(), options))).toBe(`[stack/Host/Web] ${message}`);
});

test.each([
  [{ memory: Size.mebibytes(6) }],
  [{ memory: Size.mebibytes(64), memorySwap: Size.mebibytes(64) }],
  [{ cpus: 0.01 }],
  [{ cpuShares: 2 }],
  [{ pidsLimit: -1 }],
  [{ ulimits: [{ name: 'nproc', soft: 10, hard: -1 }] }],
])('allows %j', (options) => {
  expect(() => addTo(testHost(), { ...options, exemptions: [Exemption.of(Control.PROCESSES, 'under test')] })).not.toThrow();
});
