import { HOST_EVIDENCE } from './host';
import { KERNEL_EVIDENCE } from './kernel';
import { NAMESPACE_EVIDENCE } from './namespaces';
import { PRIVILEGE_EVIDENCE } from './privileges';
import { RESOURCE_EVIDENCE } from './resources';
import { EvidenceFor } from './row';
import { RUNTIME_EVIDENCE } from './runtime';
import { ControlName } from '../../../src/shared/controls/table';

/** Reads the values of all controls that are in force. */
export const EVIDENCE: EvidenceFor<ControlName> = {
  ...PRIVILEGE_EVIDENCE,
  ...NAMESPACE_EVIDENCE,
  ...KERNEL_EVIDENCE,
  ...HOST_EVIDENCE,
  ...RESOURCE_EVIDENCE,
  ...RUNTIME_EVIDENCE,
};
