import { pathToWire } from './path';
import { Diagnostic } from '../../diagnostics/diagnostics';
import { redact } from '../../diagnostics/secrets';
import { Diagnostic as WireDiagnostic, Diagnostic_Severity } from '../wire/generated/tfplugin6';

const SEVERITIES = { error: Diagnostic_Severity.ERROR, warning: Diagnostic_Severity.WARNING };

/** Converts diagnostics for Terraform, which prints them. Redacts secrets. */
export function diagnosticsToWire(diagnostics: readonly Diagnostic[]): WireDiagnostic[] {
  return diagnostics.map(({ severity, summary, detail = '', path }) => ({
    severity: SEVERITIES[severity],
    summary: redact(summary),
    detail: redact(detail),
    ...(path !== undefined && path.length > 0 && { attribute: pathToWire(path) }),
  }));
}
