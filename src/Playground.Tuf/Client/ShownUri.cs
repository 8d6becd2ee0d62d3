namespace Playground.Tuf.Client;

/// <summary>A URI as it may stand in messages: without user name, password, query and fragment, where credentials hide.</summary>
internal static class ShownUri
{
    public static string Of(Uri uri) =>
        Printable.Of(uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
}
