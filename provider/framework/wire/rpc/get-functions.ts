import { providerRpc } from './rpc';
import { GetFunctions_Request, GetFunctions_Response } from '../generated/tfplugin6';

/** The provider has no functions. */
export const getFunctions = providerRpc('GetFunctions', GetFunctions_Request, GetFunctions_Response, () => ({ functions: {}, diagnostics: [] }));
