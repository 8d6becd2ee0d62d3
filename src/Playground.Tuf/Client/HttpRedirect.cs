using System.Net;

namespace Playground.Tuf.Client;

/// <summary>Where a redirect leads, if it may be followed: never from https to http, never elsewhere than to http or https.</summary>
internal static class HttpRedirect
{
    public static bool Is(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <param name="asked">The file that was asked for first, for messages.</param>
    /// <param name="at">The address that answered.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="left">How many redirects may still be followed.</param>
    public static Uri Follow(Uri asked, Uri at, HttpResponseMessage answer, int left)
    {
        if (answer.Headers.Location is not { } location || !Uri.TryCreate(at, location, out Uri? next))
            throw Refuse(asked, "the server redirects without saying where to", "Tell whoever runs the server.");
        if (left <= 0)
            throw Refuse(asked, "the server redirects too often", "Use the repository's final address.");
        if (next.Scheme != Uri.UriSchemeHttps && (next.Scheme != Uri.UriSchemeHttp || at.Scheme == Uri.UriSchemeHttps))
        {
            string what = $"the server redirects from {at.Scheme} to {Printable.Of(next.Scheme)}";
            throw Refuse(asked, what, "Use the repository's https address.");
        }

        return next;
    }

    private static TufException Refuse(Uri asked, string what, string advice) =>
        new HttpFailure(ProblemCodes.FetchBadRedirect, what, advice).ToException(asked, tries: 1);
}
