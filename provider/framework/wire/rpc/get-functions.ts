import { providerRpc } from './rpc';
import { GetFunctions_Request, GetFunctions_Response } from '../generated/tfplugin6';

/** Returns no functions, since the provider has none. */
export const getFunctions = providerRpc('GetFunctions', GetFunctions_Request, GetFunctions_Response, () => (
  { functions: {}, diagnostics: [] }
));
