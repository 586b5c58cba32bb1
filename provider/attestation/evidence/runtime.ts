import { asConfigured, EvidenceFor, NOT_REPORTED } from './row';
import { RUNTIME_CONTROLS } from '../../../src/shared/controls/runtime';
import { isSandboxProgram } from '../../../src/shared/runtimes';
import { parseKernelVersion } from '../proc';

export const RUNTIME_EVIDENCE: EvidenceFor<keyof typeof RUNTIME_CONTROLS> = {
  runtime: {
    process: ({ configured, evidence }) =>
      asConfigured(configured.runtime, `the host's kernel: ${parseKernelVersion(evidence.host('/proc/version'))}`),
    // The process of a sandbox is its runtime's program.
    sandbox({ files, configured }) {
      const program = files.process('exe')?.split('/').at(-1);
      if (program === undefined) return NOT_REPORTED;
      return isSandboxProgram(program)
        ? asConfigured(configured.runtime, `${program}, with a kernel of its own: ${parseKernelVersion(files.twin?.('/proc/version'))}`)
        : { value: ['the host\'s kernel'], from: `its process is ${program}` };
    },
  },
};
