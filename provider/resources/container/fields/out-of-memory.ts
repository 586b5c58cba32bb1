import { Facts, host, made } from './fact';
import { integer, number } from '../../shared/validators';

/**
 * What happens to the container when memory runs out. A change replaces the container. Not supported: the limits of kernel memory
 * (`KernelMemory`, `KernelMemoryTCP`), which kernels and runtimes have dropped.
 */
export const outOfMemoryFacts = {
  memory_swappiness: made('number', {
    unset: -1,
    validators: [number(
      '-1 (the host\'s) or a whole number from 0 to 100', (value) => Number.isInteger(value) && value >= -1 && value <= 100,
    )],
    description: 'How readily the kernel swaps out the container\'s memory: from 0 (rarely) to 100. -1 is the host\'s setting. '
      + 'Not supported with cgroups version 2.',
    at: host('MemorySwappiness'),
  }),
  oom_kill_disable: made('bool', {
    unset: false,
    description: 'Lets a program that needs more than `memory` wait for it, instead of killing the program. '
      + 'Use it only with `memory`: without that limit, the host itself may run out of memory. Not supported with cgroups version 2.',
    at: host('OomKillDisable'),
  }),
  oom_score_adj: made('number', {
    unset: 0,
    validators: [integer(-1000, 1000)],
    description: 'How early the container is killed when the host runs out of memory: from -1000 (never) to 1000 (first).',
    at: host('OomScoreAdj'),
  }),
} satisfies Facts;
