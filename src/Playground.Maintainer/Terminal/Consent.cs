using Playground.Repository.Editing;

namespace Playground.Maintainer.Terminal;

/// <summary>Shows a change and asks whether to sign it; once for the same change, however often it has to be built anew.</summary>
internal sealed class Consent(MaintainerDesk desk)
{
    private string? _agreed;

    internal void Require(ChangeDescription description, string question)
    {
        string text = description.ToString();
        if (text == _agreed)
        {
            return;
        }

        ShownChange.Write(description);
        desk.RequireConsent(question);
        _agreed = text;
    }
}
