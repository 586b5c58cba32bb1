import { pathToWire } from './path';
import { Diagnostic } from '../../diagnostics/diagnostics';
import { presentable } from '../../diagnostics/printable';
import { Diagnostic as WireDiagnostic, Diagnostic_Severity } from '../wire/generated/tfplugin6';

const SEVERITIES = { error: Diagnostic_Severity.ERROR, warning: Diagnostic_Severity.WARNING };

/** Converts diagnostics for Terraform, which prints them as they are. Redacts secrets, and shows control characters. */
export function diagnosticsToWire(diagnostics: readonly Diagnostic[]): WireDiagnostic[] {
  return diagnostics.map(({ severity, summary, detail = '', path }) => ({
    severity: SEVERITIES[severity],
    summary: presentable(summary),
    detail: presentable(detail),
    ...(path !== undefined && path.length > 0 && { attribute: pathToWire(path) }),
  }));
}
