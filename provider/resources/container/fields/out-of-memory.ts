import { Facts, host, made } from './fact';
import { integer, number } from '../../shared/validators';

/**
 * What becomes of the container where memory runs short. All of it is made with the container. The limits of the
 * kernel's own memory (`KernelMemory`, `KernelMemoryTCP`) are left out: kernels and runtimes have given them up.
 */
export const outOfMemoryFacts = {
  memory_swappiness: made('number', {
    unset: -1,
    validators: [number('-1 (the host\'s) or a whole number from 0 to 100', (value) => Number.isInteger(value) && value >= -1 && value <= 100)],
    description: 'How readily the kernel swaps out the container\'s memory: from 0, hardly, to 100. -1 is the host\'s setting. There is none under cgroups version 2.',
    at: host('MemorySwappiness'),
  }),
  oom_kill_disable: made('bool', {
    unset: false,
    description: 'Has a program that needs more than `memory` wait for it, in place of being killed. Only with `memory`: without that limit, the host itself may run out. There is none under cgroups version 2.',
    at: host('OomKillDisable'),
  }),
  oom_score_adj: made('number', {
    unset: 0,
    validators: [integer(-1000, 1000)],
    description: 'How early the container is killed where the host runs out of memory: from -1000, never, to 1000, first.',
    at: host('OomScoreAdj'),
  }),
} satisfies Facts;
