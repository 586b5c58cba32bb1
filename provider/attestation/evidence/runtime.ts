import { asConfigured, EvidenceFor, SILENT } from './row';
import { RUNTIME_CONTROLS } from '../../../src/shared/controls/runtime';
import { isSandboxProgram } from '../../../src/shared/runtimes';
import { kernelOf } from '../proc';

export const RUNTIME_EVIDENCE: EvidenceFor<keyof typeof RUNTIME_CONTROLS> = {
  runtime: {
    process: ({ configured, evidence }) =>
      asConfigured(configured.runtime, `the host's kernel: ${kernelOf(evidence.host('/proc/version'))}`),
    // The process of a sandbox is its runtime's program.
    sandbox({ seen, configured }) {
      const program = seen.process('exe')?.split('/').at(-1);
      if (program === undefined) return SILENT;
      return isSandboxProgram(program)
        ? asConfigured(configured.runtime, `${program}, with a kernel of its own: ${kernelOf(seen.twin?.('/proc/version'))}`)
        : { value: ['the host\'s kernel'], from: `its process is ${program}` };
    },
  },
};
