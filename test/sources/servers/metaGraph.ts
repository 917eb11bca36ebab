import type { Reply } from './vendorServer.ts';

/** The Graph API's own error body; what went wrong is in the code, not in the status. */
export function graphError(
  status: number,
  code: number,
  message: string,
  more: { readonly subcode?: number; readonly usage?: Record<string, unknown> } = {},
): Reply {
  return {
    status,
    ...(more.usage !== undefined && {
      headers: { 'X-Business-Use-Case-Usage': JSON.stringify({ '178414': [more.usage] }) },
    }),
    json: {
      error: {
        message,
        type: 'OAuthException',
        code,
        ...(more.subcode !== undefined && { error_subcode: more.subcode }),
        fbtrace_id: 'AbCdEf123',
      },
    },
  };
}

export function expiredToken(): Reply {
  return graphError(
    400,
    190,
    'Error validating access token: Session has expired on Sunday, 14-Jun-26 12:00:00 PDT.',
    {
      subcode: 463,
    },
  );
}

/** As Meta writes instants: without a colon in the offset. */
export function graphInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, '+0000');
}
