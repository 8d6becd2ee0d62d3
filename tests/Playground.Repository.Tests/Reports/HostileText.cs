namespace Playground.Repository.Tests.Reports;

/// <summary>What somebody would write who wants a report to do something. Each has the word <c>evil</c> or <c>everyone</c> in it.</summary>
internal static class HostileText
{
    internal static IReadOnlyList<string> All { get; } =
    [
        "@everyone/evil #1 GH-1 https://evil.example www.evil.example evil@evil.example",
        "<script>alert('evil')</script> &lt;img src=x onerror=evil&gt; ![evil](https://evil.example/x.png) [evil](javascript:evil)",
        "`@everyone` ``@everyone`` ```\n@everyone",
        "` evil",
        "evil | evil \\| evil \\ || \\`evil",
        "evil\n\n# evil\r\n* evil\n> evil\n---\n| a | b |\n| - | - |\n",
        "evil\n::set-output name=evil::evil\n::error::evil",
        "::add-mask::evil",
        "##[error]evil ##[set-env name=PATH]evil",
        "${{ secrets.EVIL }} ${{ github.token }} evil",
        "evil\u202etxt.exe\u2066\u200f\u200b\ufeff\u00ad\u3164\u2028\u2029\u0085",
        "</details></summary><details open><summary>evil",
        "```\n</details>\n<!-- evil -->\n~~~\n$$evil$$ $evil$ :evil: ~~evil~~ **evil**",
        "\"]\n  click r0 href \"https://evil.example\"\n%%{init: {'securityLevel':'loose'}}%%evil",
        "<!-- playground mentioned: everyone --> evil",
        "evil\0\u001b[31mevil\u001b]8;;https://evil.example\u0007\u009b",
        "\ud800evil\udfff",
        "[^evil]: evil\n[evil]: https://evil.example\n",
    ];
}
